#include "catcher/captures/json/shown_values.h"

#include "catcher/base/http/bodies/form.h"
#include "catcher/base/http/headers/header_lines.h"
#include "catcher/base/json/json_reader.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/text/printable.h"
#include "catcher/base/text/utf8.h"
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
/// A longer body isn't read as JSON for a list.
constexpr std::size_t kJsonBytesMax = std::size_t{8} << 20;
constexpr std::array<std::string_view, 4> kShownKinds{"header.", "query.", "form.", "json."};

std::string_view kind_of(std::string_view name) {
  const auto kind = std::find_if(kShownKinds.begin(), kShownKinds.end(), [&](std::string_view one) {
    return name.size() > one.size() && name.starts_with(one);
  });
  return kind == kShownKinds.end() ? std::string_view() : *kind;
}

/// A capture's body as form and as JSON, read once for all names that ask for it.
class ReadBody {
 public:
  explicit ReadBody(const Capture& capture) : capture_(capture) {}

  const FormFields& form() {
    if (!form_) form_ = read_form(capture_).fields.value_or(FormFields());
    return *form_;
  }
  /// None where it is no JSON.
  const std::optional<JsonDocument>& json() {
    if (!std::exchange(is_json_read_, true)) json_ = read_json();
    return json_;
  }

 private:
  std::optional<JsonDocument> read_json() const {
    const DecodedBody body = unpacked_body(capture_, kJsonBytesMax);
    try {
      return JsonDocument::parse(body.data, "", {.values_max = kJsonBodyValuesMax});
    } catch (const Failure&) {
      return std::nullopt;
    }
  }

  const Capture& capture_;
  std::optional<FormFields> form_;
  bool is_json_read_ = false;
  std::optional<JsonDocument> json_;
};

Values values_in(const FormFields& fields, std::string_view name) {
  Values values;
  for (const FormField& field : fields) {
    if (field.name == name) values.push_back(field.value);
  }
  return values;
}

std::string text_of(const JsonValue& value) {
  return value.is_text() ? value.text() : value.json();
}

/// What of the path is left behind that step, as in "b[0]" of "a.b[0]" behind "a"; none where the
/// path takes another way.
std::optional<std::string_view> rest_behind(std::string_view path, std::string_view step) {
  if (!path.starts_with(step)) return std::nullopt;
  path.remove_prefix(step.size());
  if (path.empty() || path.starts_with('[')) return path;
  if (!path.starts_with('.')) return std::nullopt;
  return path.substr(1);
}

/// Adds what the path leads to. A key may hold dots and brackets itself: each member is tried that
/// the path could mean. An item is named by its index, as in "[0]" or "0".
void add_values(Values& values, const JsonValue& value, std::string_view path) {
  if (path.empty()) return values.push_back(text_of(value));
  if (value.is_object()) {
    for (const auto& member : value.object().members()) {
      if (member.key.empty()) continue;
      if (const auto rest = rest_behind(path, member.key)) add_values(values, member.value, *rest);
    }
  } else if (value.is_array()) {
    const auto items = value.items();
    for (std::size_t i = 0; i < items.size(); ++i) {
      auto rest = rest_behind(path, fmt::format("[{}]", i));
      if (!rest) rest = rest_behind(path, fmt::format("{}", i));
      if (rest) return add_values(values, items[i], *rest);
    }
  }
}

Values values_of(const Capture& capture, ReadBody& body, std::string_view name) {
  const auto kind = kind_of(name);
  const auto wanted = name.substr(kind.size());
  if (kind == "form.") return values_in(body.form(), wanted);
  if (kind == "query.") return values_in(query_of(capture), wanted);
  Values values;
  if (kind == "header.") {
    for (const auto value : find_header_lines(head_of(capture), wanted)) values.emplace_back(value);
  } else if (body.json()) {
    add_values(values, body.json()->root(), wanted);
  }
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
    if (!kind_of(name).empty()) continue;
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
  ReadBody body(capture);
  for (const std::string& name : names_) {
    const Values values = values_of(capture, body, name);
    if (values.empty()) continue;
    shown.push_back({name, shortened(fmt::format("{}", fmt::join(values, ", ")))});
  }
  auto object = JsonObjectWriter::reopened(json);
  object.pairs("shown", shown);
  object.end();
}

}  // namespace hookline
