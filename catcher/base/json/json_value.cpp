#include "catcher/base/json/json_reader.h"
#include "catcher/base/json/parsing/json_tree.h"
#include "catcher/base/text/ascii.h"
#include "catcher/base/text/spelling.h"
#include "catcher/base/units/quantity.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

std::string_view name_of(JsonKind kind) {
  switch (kind) {
    case JsonKind::kNull:
      return "null";
    case JsonKind::kBool:
      return "true or false";
    case JsonKind::kInteger:
      return "an integer";
    case JsonKind::kDecimal:
      return "a number that is no 64-bit integer";
    case JsonKind::kText:
      return "a text";
    case JsonKind::kArray:
      return "an array";
    case JsonKind::kObject:
      return "an object";
  }
  return "";
}

/// A number, a bool or null as JSON writes it; a text as it is.
std::string plain(const JsonNode& node) {
  if (node.kind == JsonKind::kInteger) return std::to_string(node.integer);
  if (node.kind == JsonKind::kBool) return node.truth ? "true" : "false";
  return node.kind == JsonKind::kNull ? "null" : node.text;
}

bool is_structure(const JsonNode& node) {
  return node.kind == JsonKind::kArray || node.kind == JsonKind::kObject;
}

void append_json(std::string& out, const JsonNode& node) {
  if (!is_structure(node)) {
    out += node.kind == JsonKind::kText ? nlohmann::json(node.text).dump() : plain(node);
    return;
  }
  const bool is_object = node.kind == JsonKind::kObject;
  out += is_object ? '{' : '[';
  for (const JsonNode* child : node.children) {
    if (child->index > 0) out += ',';
    if (is_object) out += nlohmann::json(child->key).dump() + ":";
    append_json(out, *child);
  }
  out += is_object ? '}' : ']';
}

bool leads_to(const JsonNode& child, std::size_t position, std::string_view step) {
  return child.parent->kind == JsonKind::kArray ? std::to_string(position) == step
                                                : key_of(child) == step;
}

const JsonNode* next_on(std::string_view step, const JsonNode& node) {
  std::size_t position = 0;
  for (const JsonNode* child : node.children) {
    if (child->is_passed_over) continue;
    if (leads_to(*child, position++, step)) return child;
  }
  return nullptr;
}

/// What to write where the text is what is wanted, in another form.
std::string advice_on_text(std::string_view text, std::string_view expected) {
  constexpr std::size_t kShownMax = 60;
  const bool wants_number = expected.starts_with("an integer") || expected.starts_with("a number");
  if (wants_number && is_all_digits(text)) return "; write it without quotes";
  const bool wants_array = expected.find("an array") != std::string_view::npos;
  if (wants_array && !text.empty() && text.size() <= kShownMax) {
    return fmt::format("; write [{}]", in_quotes(text));
  }
  return "";
}

}  // namespace

JsonKind JsonValue::kind() const {
  return node_->kind;
}

void JsonValue::fail(std::string_view sentence) const {
  refuse_at(*tree_, node_, sentence);
}

std::string JsonValue::described() const {
  constexpr std::size_t kNumberMax = 60;
  if (is_structure(*node_) || tree_->reading.holds_secrets) return std::string(name_of(kind()));
  return is_text() ? in_quotes(node_->text) : plain(*node_).substr(0, kNumberMax);
}

void JsonValue::fail_kind(std::string_view expected) const {
  const bool is_null_member = kind() == JsonKind::kNull && !node_->key.empty();
  fail(fmt::format("must be {}, not {}{}", expected, described(),
                   is_null_member ? "; where there is none, leave the key out"
                   : is_text() && !tree_->reading.holds_secrets
                       ? advice_on_text(node_->text, expected)
                       : ""));
}

void JsonValue::fail_unknown(std::string_view what, std::span<const std::string_view> known) const {
  const std::string word = text_or_number();
  fail(fmt::format("{} is no {}; {}", is_text() ? in_quotes(word) : described(), what,
                   suggestion(word, known)));
}

const std::string& JsonValue::text() const {
  if (!is_text()) fail_kind("a text");
  return node_->text;
}

const std::string& JsonValue::name() const {
  if (!is_text()) fail_kind("a text");
  if (node_->text.empty()) fail("must not be empty");
  return node_->text;
}

std::int64_t JsonValue::integer(std::int64_t min, std::int64_t max) const {
  const bool fits = is_integer() && node_->integer >= min && node_->integer <= max;
  if (fits) return node_->integer;
  const bool open_below = min == std::numeric_limits<std::int64_t>::min();
  const bool open_above = max == std::numeric_limits<std::int64_t>::max();
  if (open_below && open_above) fail_kind("an integer");
  if (open_above) fail_kind(fmt::format("an integer of {} or more", min));
  if (open_below) fail_kind(fmt::format("an integer of {} or less", max));
  fail_kind(fmt::format("an integer from {} to {}", min, max));
}

std::uint64_t JsonValue::id() const {
  if (is_text() && !is_all_digits(node_->text)) {
    fail(fmt::format("must be an id, an integer of 1 or more, not {}; a name won't do here",
                     described()));
  }
  return static_cast<std::uint64_t>(integer(1));
}

std::uint64_t JsonValue::count() const {
  return static_cast<std::uint64_t>(integer(0));
}

double JsonValue::number(double min, double max) const {
  double number = std::numeric_limits<double>::quiet_NaN();
  if (is_integer() || kind() == JsonKind::kDecimal) {
    const std::string text = plain(*node_);
    std::from_chars(text.data(), text.data() + text.size(), number);
  }
  if (number >= min && number <= max) return number;
  const bool is_open = max == std::numeric_limits<double>::infinity();
  fail_kind(is_open ? fmt::format("a number of {} or more", min)
                    : fmt::format("a number from {} to {}", min, max));
}

bool JsonValue::boolean() const {
  if (!is_bool()) fail_kind("true or false");
  return node_->truth;
}

std::size_t JsonValue::one_of(std::string_view what,
                              std::span<const std::string_view> names) const {
  const auto found = std::find(names.begin(), names.end(), text());
  if (found == names.end()) fail_unknown(what, names);
  return static_cast<std::size_t>(found - names.begin());
}

std::string JsonValue::text_or_number() const {
  if (is_structure(*node_) || kind() == JsonKind::kNull) fail_kind("a text or a number");
  return plain(*node_);
}

std::int64_t JsonValue::duration_ms() const {
  if (!is_text() && !(is_integer() && node_->integer == 0)) {
    fail_kind("a duration in quotes such as \"250ms\", \"1m30s\" or \"2d\"");
  }
  return checked([this] { return parse_duration_ms(text_or_number()); });
}

std::vector<JsonValue> JsonValue::items() const {
  if (!is_array()) fail_kind("an array");
  std::vector<JsonValue> values;
  values.reserve(node_->children.size());
  for (const JsonNode* child : node_->children) {
    if (!child->is_passed_over) values.push_back(JsonValue(tree_, child));
  }
  return values;
}

std::vector<JsonPair> JsonValue::pairs() const {
  std::vector<JsonPair> pairs;
  if (is_object()) {
    for (const auto& [name, value] : object().members()) {
      pairs.push_back({std::string(name), value, value});
    }
    return pairs;
  }
  if (!is_array()) fail("must be an object of names and values, or a list of pairs");
  for (const JsonValue& pair : items()) {
    const auto parts = pair.is_array() ? pair.items() : std::vector<JsonValue>();
    if (parts.size() != 2) pair.fail("must be a pair, [name, value]");
    pairs.push_back({parts[0].text(), parts[1], pair});
  }
  return pairs;
}

JsonObject JsonValue::object() const {
  if (!is_object()) fail_kind("an object");
  return JsonObject(*this);
}

JsonValue JsonValue::nearest(std::string_view path) const {
  const JsonNode* node = node_;
  while (!path.empty()) {
    const auto step = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(step.size() + 1, path.size()));
    const JsonNode* next = next_on(step, *node);
    if (next == nullptr) break;
    node = next;
  }
  return {tree_, node};
}

std::string JsonValue::json() const {
  std::string out;
  append_json(out, *node_);
  return out;
}

std::string JsonValue::pointer() const {
  return pointer_of(node_);
}

JsonPlace JsonValue::place() const {
  return node_->place;
}

const std::string& JsonValue::file() const {
  return tree_->file;
}

}  // namespace hookline
