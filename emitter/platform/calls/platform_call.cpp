#include "emitter/platform/calls/platform_call.h"

#include "catcher/base/text/ascii.h"

#include <charconv>
#include <utility>

namespace hookline {

std::optional<std::string> PlatformCall::parameter(std::string_view name) const {
  for (const FormField& field : query) {
    if (field.name == name) return field.value;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> PlatformCall::id(std::size_t part) const {
  const std::string& text = parts.at(part);
  std::uint64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return id;
}

std::string PlatformCall::media_type() const {
  const auto value = find_header(headers, "content-type").value_or("");
  const std::string_view type = value.substr(0, value.find(';'));
  return lowered(type.substr(0, type.find_last_not_of(" \t") + 1));
}

Answer json_answer(int status, std::string json) {
  return text_answer(status, std::move(json), "application/json");
}

Answer text_answer(int status, std::string text, std::string type) {
  return {.status = status,
          .reason = std::string(reason_of(status)),
          .headers = {{"Content-Type", std::move(type)}},
          .body = std::move(text)};
}

}  // namespace hookline
