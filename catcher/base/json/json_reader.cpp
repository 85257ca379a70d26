#include "catcher/base/json/json_reader.h"

#include "catcher/base/json/json_parser.h"
#include "catcher/base/json/json_tree.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/text/spelling.h"
#include "catcher/base/units/quantity.h"
#include "emitter/schemas/place_of_key.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {

namespace {

[[noreturn]] void refuse_size(const std::string& file) {
  refuse(file, fmt::format("is larger than {} MiB; split it into several files",
                           kJsonFileBytesMax >> 20));
}

std::string read_bounded(std::FILE& stream, const std::string& file) {
  constexpr std::size_t kChunk = std::size_t{1} << 16;
  std::string text;
  std::error_code no_plain_file;
  const auto size = std::filesystem::file_size(file, no_plain_file);
  if (!no_plain_file && size > kJsonFileBytesMax) refuse_size(file);
  if (!no_plain_file) text.reserve(static_cast<std::size_t>(size) + kChunk);
  while (true) {
    const std::size_t had = text.size();
    text.resize(had + kChunk);
    const std::size_t got = std::fread(text.data() + had, 1, kChunk, &stream);
    text.resize(had + got);
    if (text.size() > kJsonFileBytesMax) refuse_size(file);
    if (got == 0) break;
  }
  if (std::ferror(&stream) != 0) {
    refuse(file, fmt::format("can't be read: {}", std::strerror(errno)));
  }
  return text;
}

std::string text_of_file(const std::string& file) {
  std::error_code unreadable;
  if (std::filesystem::is_directory(file, unreadable)) {
    refuse(file, "is a folder; a JSON file was expected");
  }
  const auto close = [](std::FILE* stream) { std::fclose(stream); };
  const std::unique_ptr<std::FILE, decltype(close)> stream(std::fopen(file.c_str(), "rb"), close);
  if (stream) return read_bounded(*stream, file);
  if (errno == ENOENT) refuse(file, "there is no such file; check the path");
  refuse(file, fmt::format("can't be opened: {}", std::strerror(errno)));
}

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

std::string described(const JsonNode& node) {
  switch (node.kind) {
    case JsonKind::kText:
      return in_quotes(node.text);
    case JsonKind::kInteger:
      return std::to_string(node.integer);
    case JsonKind::kDecimal:
      return node.text;
    case JsonKind::kBool:
      return node.truth ? "true" : "false";
    case JsonKind::kNull:
    case JsonKind::kArray:
    case JsonKind::kObject:
      break;
  }
  return std::string(name_of(node.kind));
}

const std::string& key_of(const JsonNode& node) {
  return node.meant_key.empty() ? node.key : node.meant_key;
}

/// "firstName", "First-Name" and "first_name".
bool is_spelled_alike(std::string_view a, std::string_view b) {
  const auto bare = [](std::string_view name) {
    std::string letters;
    for (const char c : name) {
      if (c == '_' || c == '-' || c == ' ') continue;
      letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return letters;
  };
  return bare(a) == bare(b);
}

void append_json(std::string& out, const JsonNode& node) {
  const bool is_object = node.kind == JsonKind::kObject;
  switch (node.kind) {
    case JsonKind::kNull:
      out += "null";
      return;
    case JsonKind::kBool:
      out += node.truth ? "true" : "false";
      return;
    case JsonKind::kInteger:
      out += std::to_string(node.integer);
      return;
    case JsonKind::kDecimal:
      out += node.text;
      return;
    case JsonKind::kText:
      out += nlohmann::json(node.text).dump();
      return;
    case JsonKind::kArray:
    case JsonKind::kObject:
      break;
  }
  out += is_object ? '{' : '[';
  for (const JsonNode* child : node.children) {
    if (child->index > 0) out += ',';
    if (is_object) out += nlohmann::json(child->key).dump() + ":";
    append_json(out, *child);
  }
  out += is_object ? '}' : ']';
}

/// A near name first; else another place where it is known.
std::string advice_on_key(std::string_view pointer, std::string_view key,
                          std::span<const std::string_view> known) {
  if (!closest_name(key, known)) {
    const std::string place = place_of_key(pointer, key);
    if (!place.empty()) return fmt::format("it belongs into {}", place);
  }
  return suggestion(key, known);
}

}  // namespace

JsonKind JsonValue::kind() const {
  return node_->kind;
}

void JsonValue::fail(std::string_view sentence) const {
  refuse_at(*tree_, node_, sentence);
}

void JsonValue::fail_kind(std::string_view expected) const {
  const bool is_null = kind() == JsonKind::kNull;
  fail(fmt::format("must be {}, not {}{}", expected, described(*node_),
                   is_null ? "; where there is none, leave the key out" : ""));
}

void JsonValue::fail_unknown(std::string_view what, std::span<const std::string_view> known) const {
  const std::string word = is_text() ? node_->text : text_or_number();
  fail(fmt::format("{} is no {}; {}", described(*node_), what, suggestion(word, known)));
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
  return static_cast<std::uint64_t>(integer(1));
}

bool JsonValue::boolean() const {
  if (!is_bool()) fail_kind("true or false");
  return node_->truth;
}

IdOrText JsonValue::id_or_text() const {
  if (is_integer()) return id();
  if (!is_text()) fail_kind("an id or a text");
  return name();
}

std::string JsonValue::text_or_number() const {
  switch (kind()) {
    case JsonKind::kText:
    case JsonKind::kDecimal:
      return node_->text;
    case JsonKind::kInteger:
      return std::to_string(node_->integer);
    case JsonKind::kBool:
      return node_->truth ? "true" : "false";
    case JsonKind::kNull:
    case JsonKind::kArray:
    case JsonKind::kObject:
      break;
  }
  fail_kind("a text or a number");
}

std::int64_t JsonValue::duration_ms() const {
  if (!is_text() && !(is_integer() && node_->integer == 0)) {
    fail_kind("a duration such as \"250ms\", \"1m30s\" or \"2d\"");
  }
  try {
    return parse_duration_ms(text_or_number());
  } catch (const std::invalid_argument& error) {
    fail(error.what());
  }
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

JsonObject JsonValue::object() const {
  if (!is_object()) fail_kind("an object");
  return JsonObject(*this);
}

std::string JsonValue::json() const {
  std::string out;
  append_json(out, *node_);
  return out;
}

std::string JsonValue::pointer() const {
  return pointer_of(node_);
}

const std::string& JsonValue::file() const {
  return tree_->file;
}

JsonObject::JsonObject(JsonValue value)
    : value_(value), asked_(value.node_->children.size(), false) {
  const auto& children = value_.node_->children;
  for (const JsonNode* child : children) asked_[child->index] = child->is_passed_over;
}

std::optional<JsonValue> JsonObject::find(std::string_view key) {
  known_.push_back(key);
  for (const JsonNode* child : value_.node_->children) {
    if (child->is_passed_over || key_of(*child) != key) continue;
    asked_[child->index] = true;
    return JsonValue(value_.tree_, child);
  }
  for (const JsonNode* child : value_.node_->children) {
    if (!asked_[child->index] && is_spelled_alike(key_of(*child), key)) {
      refuse_key(*child, key,
                 fmt::format("the key {} is written \"{}\" here", in_quotes(child->key), key));
    }
  }
  return std::nullopt;
}

JsonValue JsonObject::require(std::string_view key) {
  if (const auto found = find(key)) return *found;
  std::vector<std::string_view> others;
  for (const JsonNode* child : value_.node_->children) {
    if (child->is_passed_over && child->key == key) throw JsonFailure("", value_.node_);
    if (!asked_[child->index]) others.push_back(key_of(*child));
  }
  const auto misspelled = closest_name(key, others);
  for (const JsonNode* child : value_.node_->children) {
    if (!misspelled || asked_[child->index] || key_of(*child) != *misspelled) continue;
    refuse_key(
        *child, key,
        fmt::format("the key {} is not known here, and \"{}\" is missing; did you mean that?",
                    in_quotes(child->key), key));
  }
  value_.fail(fmt::format("the key \"{}\" is missing", key));
}

void JsonObject::refuse_key(const JsonNode& child, std::string_view meant,
                            std::string_view sentence) const {
  throw JsonFailure(fmt::format("{}: {}: {}", value_.file(), pointer_of(&child), sentence), &child,
                    std::string(meant));
}

std::string JsonObject::text_or(std::string_view key, std::string_view otherwise) {
  const auto found = find(key);
  return found ? found->text() : std::string(otherwise);
}

std::int64_t JsonObject::integer_or(std::string_view key, std::int64_t otherwise, std::int64_t min,
                                    std::int64_t max) {
  const auto found = find(key);
  return found ? found->integer(min, max) : otherwise;
}

bool JsonObject::boolean_or(std::string_view key, bool otherwise) {
  const auto found = find(key);
  return found ? found->boolean() : otherwise;
}

std::vector<JsonValue> JsonObject::items_or_none(std::string_view key) {
  const auto found = find(key);
  return found ? found->items() : std::vector<JsonValue>();
}

std::vector<JsonObject::Member> JsonObject::members() {
  asked_.assign(asked_.size(), true);
  std::vector<Member> all;
  all.reserve(value_.node_->children.size());
  for (const JsonNode* child : value_.node_->children) {
    if (child->is_passed_over) continue;
    all.push_back({child->key, JsonValue(value_.tree_, child)});
  }
  return all;
}

void JsonObject::finish() const {
  const auto unknown = std::find(asked_.begin(), asked_.end(), false);
  if (unknown == asked_.end()) return;
  const JsonNode* node = value_.node_->children[static_cast<std::size_t>(unknown - asked_.begin())];
  std::vector<std::string_view> known = known_;
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  const std::string sentence = fmt::format("the key {} is not known here; {}", in_quotes(node->key),
                                           advice_on_key(value_.pointer(), node->key, known));
  const auto meant = closest_name(node->key, known);
  if (meant && !has(*meant)) refuse_key(*node, *meant, sentence);
  JsonValue(value_.tree_, node).fail(sentence);
}

bool JsonObject::has(std::string_view key) const {
  const auto& children = value_.node_->children;
  return std::any_of(children.begin(), children.end(), [&](const JsonNode* child) {
    return child->key == key || child->meant_key == key;
  });
}

JsonDocument::JsonDocument(std::unique_ptr<JsonTree> tree) : tree_(std::move(tree)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonDocument JsonDocument::read_file(const std::string& file) {
  return parse(text_of_file(file), file);
}

JsonDocument JsonDocument::parse(std::string_view text, std::string file) {
  auto tree = std::make_unique<JsonTree>();
  tree->file = std::move(file);
  parse_json(text, *tree);
  return JsonDocument(std::move(tree));
}

JsonValue JsonDocument::root() const {
  return JsonValue(tree_.get(), &tree_->nodes.front());
}

}  // namespace hookline
