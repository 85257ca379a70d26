#include "emitter/platform/calls/call_parameters.h"

#include "catcher/api/call/call.h"
#include "catcher/base/text/spelling.h"

#include <algorithm>
#include <array>
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

namespace {

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_read = error == std::errc() && end == text.data() + text.size();
  return is_read ? std::optional(number) : std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> number_parameter(const PlatformCall& call, std::string_view name,
                                              std::uint64_t min, std::uint64_t max) {
  const auto text = call.parameter(name);
  if (!text) return std::nullopt;
  const auto number = whole_number(*text);
  if (number && *number >= min && *number <= max) return number;
  throw CallError(400,
                  fmt::format("{}={} is not a whole number from {} to {}", name, *text, min, max),
                  fmt::format("write {}=N, or leave it out", name));
}

std::optional<std::vector<std::uint64_t>> numbers_parameter(const PlatformCall& call,
                                                            std::string_view name,
                                                            std::size_t most) {
  const auto text = call.parameter(name);
  if (!text) return std::nullopt;
  std::vector<std::uint64_t> numbers;
  for (std::size_t begin = 0; begin <= text->size();) {
    const auto end = std::min(text->find(',', begin), text->size());
    const auto number = whole_number(std::string_view(*text).substr(begin, end - begin));
    if (!number || *number == 0 || numbers.size() == most) {
      throw CallError(400,
                      fmt::format("{}= takes at most {} whole numbers, as in 1,2,3", name, most),
                      fmt::format("write {}=1,2,3, or leave it out", name));
    }
    numbers.push_back(*number);
    begin = end + 1;
  }
  return numbers;
}

std::optional<EventType> event_type_parameter(const PlatformCall& call) {
  std::array<std::string_view, kEventTypeCount> names;
  for (const EventType type : all_event_types())
    names[static_cast<std::size_t>(type)] = name_of(type);
  const auto type = named_parameter(call, "type", names);
  return type ? std::optional(static_cast<EventType>(*type)) : std::nullopt;
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
