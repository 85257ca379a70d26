#include "emitter/scenario/json_reader.h"

#include "catcher/failure.h"
#include "catcher/quantity.h"
#include "emitter/spelling.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <deque>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {

struct JsonNode {
  JsonKind kind = JsonKind::kNull;
  bool truth = false;
  std::uint32_t index = 0;  ///< in the parent
  const JsonNode* parent = nullptr;
  std::int64_t integer = 0;
  std::string key;   ///< in the parent, where that is an object
  std::string text;  ///< of a text; of a decimal as it is written
  std::vector<JsonNode*> children;
};

struct JsonTree {
  std::string file;
  std::deque<JsonNode> nodes;
};

namespace {

std::string pointer_of(const JsonNode* node) {
  std::vector<const JsonNode*> path;
  for (; node->parent != nullptr; node = node->parent) path.push_back(node);
  std::string out;
  for (auto it = path.rbegin(); it != path.rend(); ++it) {
    out += '/';
    if ((*it)->parent->kind == JsonKind::kArray) {
      out += std::to_string((*it)->index);
      continue;
    }
    for (const char c : (*it)->key) {
      if (c == '~') {
        out += "~0";
      } else if (c == '/') {
        out += "~1";
      } else {
        out += c;
      }
    }
  }
  return out;
}

[[noreturn]] void refuse(std::string_view where, std::string_view sentence) {
  throw Failure(ExitCode::kInvalidInput, fmt::format("{}: {}", where, sentence));
}

[[noreturn]] void refuse_at(const JsonTree& tree, const JsonNode* node, std::string_view sentence) {
  const std::string pointer = pointer_of(node);
  if (pointer.empty()) refuse(tree.file, sentence);
  refuse(fmt::format("{}: {}", tree.file, pointer), sentence);
}

/// For a text in a message: quoted, one line, not endless.
std::string in_quotes(std::string_view text) {
  constexpr std::size_t kShownMax = 60;
  std::string shown(text.substr(0, kShownMax));
  for (char& c : shown) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return fmt::format("\"{}{}\"", shown, text.size() > kShownMax ? "…" : "");
}

/// Builds the tree out of the parser's calls.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(JsonTree& tree, std::string_view text) : tree_(tree), text_(text) {}

  bool null() override { return add(JsonKind::kNull) != nullptr; }
  bool boolean(bool value) override {
    add(JsonKind::kBool)->truth = value;
    return true;
  }
  bool number_integer(number_integer_t value) override {
    add(JsonKind::kInteger)->integer = value;
    return true;
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      add(JsonKind::kDecimal)->text = std::to_string(value);
    } else {
      add(JsonKind::kInteger)->integer = static_cast<std::int64_t>(value);
    }
    return true;
  }
  bool number_float(number_float_t /*value*/, const string_t& written) override {
    add(JsonKind::kDecimal)->text = written;
    return true;
  }
  bool string(string_t& value) override {
    add(JsonKind::kText)->text = std::move(value);
    return true;
  }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*members*/) override { return open(JsonKind::kObject); }
  bool start_array(std::size_t /*members*/) override { return open(JsonKind::kArray); }
  bool key(string_t& value) override {
    key_ = std::move(value);
    return true;
  }
  bool end_object() override {
    refuse_duplicates(*open_.back());
    open_.pop_back();
    return true;
  }
  bool end_array() override {
    open_.pop_back();
    return true;
  }
  bool parse_error(std::size_t position, const std::string& last_token,
                   const nlohmann::detail::exception& error) override;

 private:
  JsonNode* add(JsonKind kind) {
    if (tree_.nodes.size() >= kJsonValuesMax) {
      refuse(tree_.file,
             fmt::format("holds more than {} values; split it into several files", kJsonValuesMax));
    }
    JsonNode& node = tree_.nodes.emplace_back();
    node.kind = kind;
    if (open_.empty()) return &node;
    JsonNode& parent = *open_.back();
    node.parent = &parent;
    node.index = static_cast<std::uint32_t>(parent.children.size());
    if (parent.kind == JsonKind::kObject) node.key = std::move(key_);
    parent.children.push_back(&node);
    return &node;
  }

  bool open(JsonKind kind) {
    JsonNode* node = add(kind);
    if (open_.size() >= kJsonDepthMax) {
      refuse_at(tree_, node, fmt::format("is nested more than {} levels deep", kJsonDepthMax));
    }
    open_.push_back(node);
    return true;
  }

  void refuse_duplicates(const JsonNode& object) const {
    std::vector<const JsonNode*> sorted(object.children.begin(), object.children.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const JsonNode* a, const JsonNode* b) { return a->key < b->key; });
    const auto same = [](const JsonNode* a, const JsonNode* b) { return a->key == b->key; };
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end(), same);
    if (twice == sorted.end()) return;
    refuse_at(tree_, *twice,
              fmt::format("the key {} stands more than once in this object; keep one of them",
                          in_quotes((*twice)->key)));
  }

  JsonTree& tree_;
  std::string_view text_;
  std::string key_;
  std::vector<JsonNode*> open_;
};

struct TextPlace {
  std::size_t line = 1;
  std::size_t column = 1;
};

TextPlace place_of(std::string_view text, std::size_t offset) {
  TextPlace place;
  for (const char c : text.substr(0, offset)) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++place.column;
    }
  }
  return place;
}

/// "parsing object key - unexpected ','; expected string literal" out of the library's sentence.
std::string problem_in(std::string_view sentence) {
  constexpr std::string_view kMarker = "syntax error while ";
  const auto start = sentence.find(kMarker);
  if (start == std::string_view::npos) return std::string(sentence);
  sentence.remove_prefix(start + kMarker.size());
  const auto dash = sentence.find(" - ");
  if (dash == std::string_view::npos) return std::string(sentence);
  return fmt::format("{} (while {})", sentence.substr(dash + 3), sentence.substr(0, dash));
}

bool comma_before(std::string_view text, std::size_t offset) {
  const auto last = text.substr(0, offset).find_last_not_of(" \t\r\n");
  return last != std::string_view::npos && text[last] == ',';
}

/// The library's token with each control character, which it writes as "<U+000A>", as one blank.
std::string as_read(std::string_view last_token) {
  constexpr std::size_t kEscapeBytes = 8;
  std::string token;
  for (std::size_t i = 0; i < last_token.size(); ++i) {
    const bool escaped = last_token.substr(i).starts_with("<U+00");
    token += escaped ? ' ' : last_token[i];
    if (escaped) i += kEscapeBytes - 1;
  }
  return token;
}

/// Whether it is one text, closed or not, and nothing behind it.
bool is_one_text(std::string_view token) {
  if (!token.starts_with('"')) return false;
  std::size_t end = 1;
  while (end < token.size() && token[end] != '"') end += token[end] == '\\' ? 2 : 1;
  return end + 1 >= token.size();
}

/// The library's last token starts where its last text or number did, which may be tokens earlier.
std::size_t token_length(std::string_view last_token) {
  const std::string token = as_read(last_token);
  if (is_one_text(token)) return token.size();
  const auto before = token.find_last_of(" []{},:");
  const std::size_t start = before == std::string::npos ? 0 : before + 1;
  return std::max<std::size_t>(token.size() - start, 1);
}

bool TreeBuilder::parse_error(std::size_t position, const std::string& last_token,
                              const nlohmann::detail::exception& error) {
  const std::size_t end = std::min(position, text_.size());
  const bool at_end = position > text_.size();
  const std::size_t offset = at_end ? end : end - std::min(end, token_length(last_token));
  const TextPlace place = place_of(text_, offset);
  std::string problem = problem_in(error.what());
  const bool closing = offset < text_.size() && (text_[offset] == '}' || text_[offset] == ']');
  if (closing && comma_before(text_, offset)) problem += "; the comma before it has to go";
  refuse(fmt::format("{}:{}:{}", tree_.file, place.line, place.column),
         fmt::format("not valid JSON: {}", problem));
}

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

}  // namespace

JsonKind JsonValue::kind() const {
  return node_->kind;
}

void JsonValue::fail(std::string_view sentence) const {
  refuse_at(*tree_, node_, sentence);
}

void JsonValue::fail_kind(std::string_view expected) const {
  fail(fmt::format("must be {}, not {}", expected, described(*node_)));
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
  for (const JsonNode* child : node_->children) values.push_back(JsonValue(tree_, child));
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
    : value_(value), asked_(value.node_->children.size(), false) {}

std::optional<JsonValue> JsonObject::find(std::string_view key) {
  known_.push_back(key);
  for (const JsonNode* child : value_.node_->children) {
    if (child->key != key) continue;
    asked_[child->index] = true;
    return JsonValue(value_.tree_, child);
  }
  return std::nullopt;
}

JsonValue JsonObject::require(std::string_view key) {
  if (const auto found = find(key)) return *found;
  value_.fail(fmt::format("the key \"{}\" is missing", key));
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
  JsonValue(value_.tree_, node)
      .fail(fmt::format("the key {} is not known here; {}", in_quotes(node->key),
                        suggestion(node->key, known)));
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
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    refuse(tree->file, "is empty; a JSON object was expected");
  }
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    refuse(tree->file, fmt::format("is no text: byte {} is NUL; JSON in UTF-8 was expected", nul));
  }
  TreeBuilder builder(*tree, text);
  nlohmann::json::sax_parse(text.begin(), text.end(), &builder,
                            nlohmann::json::input_format_t::json, true, true);
  return JsonDocument(std::move(tree));
}

JsonValue JsonDocument::root() const {
  return JsonValue(tree_.get(), &tree_->nodes.front());
}

}  // namespace hookline
