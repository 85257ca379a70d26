#include "catcher/captures/filters/match_json.h"

#include "catcher/base/json/json_reader.h"

#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

constexpr std::size_t kConditionsMax = 1000;

bool is_match_key(std::string_view key) {
  return key == "method" || key == "path" || key == "channel" || key == "text" || key == "exact" ||
         (key.starts_with("form.") && key.size() > 5) ||
         (key.starts_with("header.") && key.size() > 7);
}

CaptureFilter filter_from_match(std::span<const FormField> match) {
  for (const FormField& field : match) {
    if (is_match_key(field.name)) continue;
    throw std::invalid_argument(
        fmt::format("unknown filter \"{}\"; expected method, path, channel, text, exact, "
                    "form.NAME or header.NAME",
                    field.name));
  }
  return filter_from_query(match);
}

FormFields match_of(const CaptureFilter& filter) {
  FormFields match;
  if (filter.method) match.push_back({"method", *filter.method});
  if (filter.path) match.push_back({"path", *filter.path});
  if (filter.channel) match.push_back({"channel", *filter.channel});
  if (filter.text) match.push_back({"text", *filter.text});
  if (filter.exact) match.push_back({"exact", *filter.exact});
  for (const FormField& field : filter.form) match.push_back({"form." + field.name, field.value});
  for (const FormField& one : filter.header) match.push_back({"header." + one.name, one.value});
  return match;
}

}  // namespace

CaptureFilter read_match(const JsonValue& value) {
  FormFields match;
  for (const auto& [name, text] : value.object().members()) {
    if (match.size() == kConditionsMax) {
      value.fail(fmt::format("{} conditions are the most", kConditionsMax));
    }
    match.push_back({std::string(name), text.text()});
    text.checked([&] { filter_from_match({&match.back(), 1}); });
  }
  return value.checked([&] { return filter_from_match(match); });
}

nlohmann::ordered_json match_json(const CaptureFilter& filter) {
  auto match = nlohmann::ordered_json::object();
  for (const FormField& field : match_of(filter)) match[field.name] = field.value;
  return match;
}

}  // namespace hookline
