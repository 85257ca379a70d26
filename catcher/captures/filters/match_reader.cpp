#include "catcher/captures/filters/match_reader.h"

#include "catcher/base/json/json_reader.h"

#include <string>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

constexpr std::size_t kConditionsMax = 1000;

/// A sentence; empty where it can be asked for.
std::string why_not_in_match(std::string_view name) {
  const bool is_known = name == "method" || name == "path" || name == "channel" || name == "text" ||
                        name == "exact" || (name.starts_with("form.") && name.size() > 5) ||
                        (name.starts_with("header.") && name.size() > 7);
  if (is_known) return {};
  return fmt::format(
      "unknown filter \"{}\"; expected method, path, channel, text, exact, "
      "form.NAME or header.NAME",
      name);
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
    if (const std::string why = why_not_in_match(name); !why.empty()) text.fail(why);
    match.push_back({std::string(name), text.text()});
  }
  return value.checked([&] { return filter_from_query(match); });
}

nlohmann::ordered_json match_json(const CaptureFilter& filter) {
  auto match = nlohmann::ordered_json::object();
  for (const FormField& field : match_of(filter)) match[field.name] = field.value;
  return match;
}

}  // namespace hookline
