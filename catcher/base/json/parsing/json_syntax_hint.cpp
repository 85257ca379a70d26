#include "catcher/base/json/parsing/json_syntax_hint.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::array<std::string_view, 8> kCurlyQuotes = {"“", "”", "„", "‟", "‘", "’", "«", "»"};
constexpr std::array<std::string_view, 5> kForeignWords = {"True", "False", "None", "undefined",
                                                           "nil"};

/// The line in which the offset is, up to its end.
std::string_view line_at(std::string_view text, std::size_t offset) {
  const auto before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(begin, text.find('\n', offset) - begin);
}

std::string_view curly_quote_in(std::string_view line) {
  const auto found = std::find_if(
      kCurlyQuotes.begin(), kCurlyQuotes.end(),
      [&](std::string_view quote) { return line.find(quote) != std::string_view::npos; });
  return found == kCurlyQuotes.end() ? std::string_view() : *found;
}

bool is_of_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

std::string_view word_at(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_of_name);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

/// Whether a ":" comes next, so that it stands for a key.
bool is_key(std::string_view behind) {
  const auto next = behind.find_first_not_of(" \t");
  return next != std::string_view::npos && behind[next] == ':';
}

std::string hint_of_word(std::string_view rest) {
  const std::string_view word = word_at(rest);
  if (is_key(rest.substr(word.size()))) {
    return fmt::format("a key stands in double quotes: \"{}\"", word);
  }
  if (std::find(kForeignWords.begin(), kForeignWords.end(), word) != kForeignWords.end()) {
    return fmt::format("JSON knows true, false and null, and no {}", word);
  }
  return "a text stands in double quotes (\")";
}

}  // namespace

std::string json_syntax_hint(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  if (const auto quote = curly_quote_in(line_at(text, offset)); !quote.empty()) {
    return fmt::format("the quote {} in this line is a curly one; JSON wants straight ones: \"",
                       quote);
  }
  const std::string_view rest = text.substr(offset);
  if (rest.starts_with('#'))
    return "a comment begins with // (or stands between /* and */), not with #";
  if (rest.starts_with('\'') || rest.starts_with('`')) {
    return "texts and keys stand in double quotes (\")";
  }
  return !rest.empty() && is_of_name(rest.front()) ? hint_of_word(rest) : "";
}

}  // namespace hookline
