#include "catcher/base/json/parsing/json_parser.h"

#include "catcher/base/json/parsing/json_syntax_hint.h"
#include "catcher/base/json/parsing/json_tree.h"
#include "catcher/base/text/ascii.h"
#include "catcher/base/text/utf8.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

/// Builds the tree out of the parser's calls.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(JsonTree& tree, std::string_view text) : tree_(tree), text_(text), places_(text) {}

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
    places_.next();
    key_ = std::move(value);
    return true;
  }
  bool end_object() override {
    refuse_duplicates(*open_.back());
    return end_array();
  }
  bool end_array() override {
    places_.next();
    open_.pop_back();
    return true;
  }
  bool parse_error(std::size_t position, const std::string& last_token,
                   const nlohmann::detail::exception& error) override;

 private:
  JsonNode* add(JsonKind kind) {
    if (tree_.nodes.size() >= tree_.reading.values_max) {
      refuse_document(tree_, fmt::format("holds more than {} values; split it into several",
                                         tree_.reading.values_max));
    }
    JsonNode& node = tree_.nodes.emplace_back();
    node.kind = kind;
    node.place = places_.next();
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
    refuse_at(tree_, *std::next(twice),
              fmt::format("the key {} stands more than once in this object; keep one of them",
                          in_quotes((*twice)->key)));
  }

  JsonTree& tree_;
  std::string_view text_;
  JsonPlaces places_;
  std::string key_;
  std::vector<JsonNode*> open_;
};

[[noreturn]] void refuse_text(const JsonTree& tree, JsonPlace place, std::string_view problem) {
  const auto& [line, column] = place;
  const std::string where = tree.file.empty() ? fmt::format("line {}, column {}", line, column)
                                              : fmt::format("{}:{}:{}", tree.file, line, column);
  throw Failure(ExitCode::kInvalidInput, fmt::format("{}: not valid JSON: {}", where, problem));
}

/// "unexpected ','; expected string literal (while parsing object key)" out of the library's
/// sentence, without what it quotes of the text.
std::string problem_in(std::string_view sentence) {
  constexpr std::string_view kWhile = "syntax error while ";
  constexpr std::string_view kDash = " - ";
  constexpr std::string_view kQuotation = "; last read: '";
  constexpr std::string_view kNumberEnd = "] ";  // of "[json.exception.parse_error.101] "
  if (const auto end = sentence.find(kNumberEnd); end != std::string_view::npos) {
    sentence.remove_prefix(end + kNumberEnd.size());
  }
  const auto start = sentence.find(kWhile);
  const auto dash = sentence.find(kDash);
  if (start == std::string_view::npos || dash == std::string_view::npos) {
    return std::string(sentence);
  }
  const auto doing = sentence.substr(start + kWhile.size(), dash - start - kWhile.size());
  std::string problem(sentence.substr(dash + kDash.size()));
  if (const auto quotation = problem.find(kQuotation); quotation != std::string::npos) {
    const auto end = problem.rfind('\'');
    problem.erase(quotation, end + 1 - quotation);
  }
  return fmt::format("{} (while {})", problem, doing);
}

bool comma_before(std::string_view text, std::size_t offset) {
  const auto last = text.substr(0, offset).find_last_not_of(" \t\r\n");
  return last != std::string_view::npos && text[last] == ',';
}

/// Whether another value or key begins where an object or array had to go on or end.
bool lacks_comma(std::string_view problem, std::string_view text, std::size_t offset) {
  constexpr std::string_view kBeginnings = "\"{[-0123456789";
  const bool ends = problem.find("expected '}'") != std::string_view::npos ||
                    problem.find("expected ']'") != std::string_view::npos;
  return ends && offset < text.size() && kBeginnings.find(text[offset]) != std::string_view::npos;
}

bool TreeBuilder::parse_error(std::size_t position, const std::string& /*last_token*/,
                              const nlohmann::detail::exception& error) {
  // The parser has read up to `position`, which may be behind the token that it stopped at.
  const std::size_t last_read = std::min(position - 1, text_.size());
  const std::size_t offset = std::min(places_.start_of_next(), last_read);
  std::string problem = problem_in(error.what());
  const bool closing = offset < text_.size() && (text_[offset] == '}' || text_[offset] == ']');
  if (closing && comma_before(text_, offset)) problem += "; the comma before it has to go";
  if (lacks_comma(problem, text_, offset)) problem += "; a comma is missing before it";
  // A hint may quote a word, which may be a part of a secret.
  if (auto hint = json_syntax_hint(text_, offset); !hint.empty() && !tree_.reading.holds_secrets) {
    problem = std::move(hint);
  }
  refuse_text(tree_, places_.at(offset), problem);
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

void refuse_what_is_no_utf8(std::string_view text, const JsonTree& tree) {
  if (const std::string_view wide = wide_encoding_of(text); !wide.empty()) {
    refuse_document(tree, fmt::format("is {}; JSON is read as UTF-8: save it so, or convert it "
                                      "with `iconv -f {} -t UTF-8`",
                                      wide, wide));
  }
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    refuse_document(tree,
                    fmt::format("is no text: byte {} is NUL; JSON in UTF-8 was expected", nul));
  }
  const std::size_t sound = utf8_prefix(text);
  if (sound == text.size()) return;
  refuse_text(tree, JsonPlaces(text).at(sound),
              fmt::format("the byte 0x{:02X} is no UTF-8, as in a file of another encoding "
                          "(Latin-1, Windows-1252); save it as UTF-8",
                          static_cast<unsigned>(static_cast<unsigned char>(text[sound]))));
}

}  // namespace

void parse_json(std::string_view text, JsonTree& tree) {
  const auto last = text.find_last_not_of(kWhitespace);
  if (last == std::string_view::npos) refuse_document(tree, "is empty; JSON was expected");
  refuse_what_is_no_utf8(text, tree);
  tree.has_lines = text.find('\n') < last;
  TreeBuilder builder(tree, text);
  nlohmann::json::sax_parse(text.begin(), text.end(), &builder,
                            nlohmann::json::input_format_t::json, true, true);
}

}  // namespace hookline
