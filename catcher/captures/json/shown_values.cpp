#include "catcher/captures/json/shown_values.h"

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/text/printable.h"
#include "catcher/base/text/utf8.h"
#include "catcher/captures/filters/conditions/byte_search.h"
#include "catcher/captures/views/capture_form.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

using Values = std::vector<std::string>;

constexpr std::size_t kShownNamesMax = 20;
constexpr std::size_t kValueBytesMax = 200;
/// More of one name wouldn't be seen.
constexpr std::size_t kValuesMax = 50;
constexpr std::array<std::string_view, 4> kShownKinds{"header.", "query.", "form.", "json."};

std::string_view kind_of(std::string_view name) {
  const auto kind = std::find_if(kShownKinds.begin(), kShownKinds.end(), [&](std::string_view one) {
    return name.size() > one.size() && name.starts_with(one);
  });
  return kind == kShownKinds.end() ? std::string_view() : *kind;
}

Values values_in(const FormFields& fields, std::string_view name) {
  Values values;
  for (const FormField& field : fields) {
    if (field.name == name) values.push_back(field.value);
  }
  return values;
}

Values json_values_of(const Capture& capture, std::string_view path) {
  constexpr std::string_view kAnything = "*";
  return json_values(bytes_of(capture), JsonSearch(path, kAnything), kValuesMax,
                     JsonSearch::Branches::kAsText);
}

/// `form` is read once for all names that ask for it.
Values values_of(const Capture& capture, std::optional<FormFields>& form, std::string_view name) {
  const auto kind = kind_of(name);
  const auto wanted = name.substr(kind.size());
  if (kind == "json.") return json_values_of(capture, wanted);
  if (kind == "query.") return values_in(query_of(capture), wanted);
  if (kind == "form.") {
    if (!form) form = read_form(capture).fields.value_or(FormFields());
    return values_in(*form, wanted);
  }
  Values values;
  for (const auto value : find_header_lines(head_of(capture), wanted)) values.emplace_back(value);
  return values;
}

std::string shortened(std::string text) {
  if (text.size() <= kValueBytesMax) return text;
  text.resize(kValueBytesMax);
  // A character that the cut went through is left out; bytes that are no UTF-8 anyway stay.
  const std::size_t sound = utf8_prefix(text);
  constexpr std::size_t kCharacterMax = 4;
  if (text.size() - sound < kCharacterMax) text.resize(sound);
  return text + "…";
}

}  // namespace

ShownValues::ShownValues(std::vector<std::string> names) : names_(std::move(names)) {
  if (names_.size() > kShownNamesMax) {
    throw std::invalid_argument(fmt::format("show is given more than {} times", kShownNamesMax));
  }
  for (const std::string& name : names_) {
    const auto kind = kind_of(name);
    if (kind == "json.") JsonPath(std::string_view(name).substr(kind.size()));
    if (!kind.empty()) continue;
    throw std::invalid_argument(fmt::format("show is \"{}\", which names no value of a request",
                                            printable(name, kValueBytesMax)));
  }
}

bool ShownValues::needs_bodies() const {
  return std::any_of(names_.begin(), names_.end(), [](const std::string& name) {
    return kind_of(name) == "form." || kind_of(name) == "json.";
  });
}

void ShownValues::add_to_summary(std::string& json, const Capture& capture) const {
  if (names_.empty()) return;
  FormFields shown;
  std::optional<FormFields> form;
  for (const std::string& name : names_) {
    const Values values = values_of(capture, form, name);
    if (values.empty()) continue;
    shown.push_back({name, shortened(fmt::format("{}", fmt::join(values, ", ")))});
  }
  auto object = JsonObjectWriter::reopened(json);
  object.pairs("shown", shown);
  object.end();
}

}  // namespace hookline
