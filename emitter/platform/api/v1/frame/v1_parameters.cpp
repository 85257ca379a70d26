#include "emitter/platform/api/v1/frame/v1_parameters.h"

#include "catcher/base/text/ascii.h"
#include "emitter/platform/api/v1/frame/v1_answer.h"
#include "emitter/platform/api/vendor_json.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;

std::string plain_text(const VendorJson& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_null() || value.is_structured() ? "" : value.dump();
}

/// The official client for Node.js sends arrays as JSON.
std::optional<Entries> json_entries(const std::string& text) {
  if (!text.starts_with('[') && !text.starts_with('{')) return std::nullopt;
  try {
    const VendorJson json = read_vendor_json(text);
    Entries entries;
    for (const auto& [key, value] : json.items()) entries.emplace_back(key, plain_text(value));
    return entries;
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

/// The key of "p[4]" for "p"; none for other names.
std::optional<std::string> key_in(std::string_view field, std::string_view name) {
  if (!field.starts_with(name)) return std::nullopt;
  field.remove_prefix(name.size());
  if (!field.starts_with('[')) return std::nullopt;
  return std::string(field.substr(1, std::min(field.find(']'), field.size()) - 1));
}

}  // namespace

std::optional<std::uint64_t> v1_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

V1Parameters::V1Parameters(FormFields query, const FormFields& form) : fields_(std::move(query)) {
  // Read from the end, so what comes later counts.
  fields_.insert(fields_.end(), form.begin(), form.end());
}

std::optional<std::string> V1Parameters::text(std::string_view name) const {
  const auto found = std::find_if(fields_.rbegin(), fields_.rend(),
                                  [&](const FormField& field) { return field.name == name; });
  return found == fields_.rend() ? std::nullopt : std::optional(found->value);
}

std::string V1Parameters::required(std::string_view name) const {
  const auto text = this->text(name);
  if (!text || text->empty()) throw V1Error(fmt::format("{} is missing", name));
  return *text;
}

std::optional<std::uint64_t> V1Parameters::id(std::string_view name) const {
  const auto text = this->text(name);
  if (!text || text->empty()) return std::nullopt;
  const auto id = v1_number(*text);
  if (!id) throw V1Error(fmt::format("{} is no id", name));
  return id;
}

std::uint64_t V1Parameters::required_id(std::string_view name) const {
  required(name);
  return *id(name);
}

bool V1Parameters::flag(std::string_view name) const {
  const std::string text = text_or_empty(name);
  return !text.empty() && text != "0";
}

Entries V1Parameters::entries(std::string_view name) const {
  Entries entries;
  for (const FormField& field : fields_) {
    if (const auto key = key_in(field.name, name)) entries.emplace_back(*key, field.value);
  }
  const auto text = this->text(name);
  if (!entries.empty() || !text) return entries;
  return json_entries(*text).value_or(entries);
}

std::vector<std::string> V1Parameters::values(std::string_view name) const {
  std::vector<std::string> values;
  for (auto& [key, value] : entries(name)) values.push_back(std::move(value));
  const auto text = this->text(name);
  if (!values.empty() || !text || json_entries(*text)) return values;
  for (std::string_view rest = *text; !rest.empty();) {
    const auto end = std::min(rest.find(','), rest.size());
    const auto one = trimmed(rest.substr(0, end));
    if (!one.empty()) values.emplace_back(one);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return values;
}

std::vector<std::uint64_t> V1Parameters::ids(std::string_view name) const {
  std::vector<std::uint64_t> ids;
  for (const std::string& value : values(name)) {
    if (lowered(value) == "all") continue;
    const auto id = v1_number(value);
    if (!id) throw V1Error(fmt::format("{} holds something that is no id", name));
    ids.push_back(*id);
  }
  return ids;
}

std::vector<std::uint64_t> V1Parameters::list_ids(std::string_view name) const {
  std::vector<std::uint64_t> ids;
  for (const auto& [key, value] : entries(name)) {
    const auto id = v1_number(value.empty() ? key : value);
    if (!id) throw V1Error(fmt::format("{} holds something that is no id", name));
    if (std::ranges::find(ids, *id) == ids.end()) ids.push_back(*id);
  }
  return ids;
}

}  // namespace hookline
