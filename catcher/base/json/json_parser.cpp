#include "catcher/base/json/json_parser.h"

#include "catcher/base/json/json_syntax_hint.h"
#include "catcher/base/json/json_tree.h"
#include "catcher/base/text/utf8.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

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
  if (auto hint = json_syntax_hint(text_, offset); !hint.empty()) problem = std::move(hint);
  refuse(fmt::format("{}:{}:{}", tree_.file, place.line, place.column),
         fmt::format("not valid JSON: {}", problem));
}

/// "UTF-16" where the text begins as one, with its mark or without.
std::string_view wide_encoding_of(std::string_view text) {
  using namespace std::string_view_literals;
  constexpr std::size_t kShortest = 4;
  if (text.size() < kShortest) return {};
  const auto zeros = [&](std::string_view picture) {
    for (std::size_t i = 0; i < kShortest; ++i) {
      if ((text[i] == '\0') != (picture[i] == '0')) return false;
    }
    return true;
  };
  const bool is_utf_32 = text.starts_with("\xFF\xFE\0\0"sv) || text.starts_with("\0\0\xFE\xFF"sv);
  if (is_utf_32 || zeros("x000") || zeros("000x")) return "UTF-32";
  const bool is_utf_16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
  return is_utf_16 || zeros("x0x0") || zeros("0x0x") ? "UTF-16" : "";
}

void refuse_what_is_no_utf8(std::string_view text, const std::string& file) {
  if (const std::string_view wide = wide_encoding_of(text); !wide.empty()) {
    refuse(file, fmt::format("is {}; JSON is read as UTF-8: save it so, or convert it with `iconv "
                             "-f {} -t UTF-8`",
                             wide, wide));
  }
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    refuse(file, fmt::format("is no text: byte {} is NUL; JSON in UTF-8 was expected", nul));
  }
  const std::size_t sound = utf8_prefix(text);
  if (sound == text.size()) return;
  const TextPlace place = place_of(text, sound);
  refuse(fmt::format("{}:{}:{}", file, place.line, place.column),
         fmt::format("not valid JSON: the byte 0x{:02X} is no UTF-8, as in a file of another "
                     "encoding (Latin-1, Windows-1252); save it as UTF-8",
                     static_cast<unsigned>(static_cast<unsigned char>(text[sound]))));
}

}  // namespace

void parse_json(std::string_view text, JsonTree& tree) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    refuse(tree.file, "is empty; a JSON object was expected");
  }
  refuse_what_is_no_utf8(text, tree.file);
  TreeBuilder builder(tree, text);
  nlohmann::json::sax_parse(text.begin(), text.end(), &builder,
                            nlohmann::json::input_format_t::json, true, true);
}

}  // namespace hookline
