#include "emitter/platform/calls/call_parameters.h"

#include "catcher/api/call/call.h"
#include "catcher/base/text/spelling.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {

void check_parameters(const PlatformCall& call, std::initializer_list<std::string_view> known) {
  for (const FormField& field : call.query) {
    if (field.name == "api_key" || std::ranges::count(known, field.name) > 0) continue;
    const std::vector<std::string_view> names(known);
    throw CallError(400, fmt::format("there is no parameter \"{}\" here", field.name),
                    names.empty() ? "this call takes none" : suggestion(field.name, names));
  }
}

std::optional<std::uint64_t> number_parameter(const PlatformCall& call, std::string_view name,
                                              std::uint64_t min, std::uint64_t max) {
  const auto text = call.parameter(name);
  if (!text) return std::nullopt;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  const bool is_read = error == std::errc() && end == text->data() + text->size();
  if (is_read && number >= min && number <= max) return number;
  throw CallError(400,
                  fmt::format("{}={} is not a whole number from {} to {}", name, *text, min, max),
                  fmt::format("write {}=N, or leave it out", name));
}

std::optional<std::size_t> named_parameter(const PlatformCall& call, std::string_view name,
                                           std::span<const std::string_view> names) {
  const auto text = call.parameter(name);
  if (!text) return std::nullopt;
  const auto found = std::ranges::find(names, *text);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  throw CallError(400, fmt::format("{}={} is not known", name, *text), suggestion(*text, names));
}

}  // namespace hookline
