#include "catcher/base/json/parsing/json_places.h"

#include "catcher/base/text/ascii.h"
#include "catcher/base/text/utf8.h"

#include <algorithm>

namespace hookline {
namespace {

// These are asked for each byte of large files; finding it in a text of bytes takes longer.

constexpr bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

constexpr bool is_separator(char c) {
  return c == ',' || c == ':';
}

constexpr bool is_of_word(char c) {
  return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
}

}  // namespace

std::size_t behind_json_blanks(std::string_view text, std::size_t at, JsonBlanks blanks) {
  const bool with_separators = blanks == JsonBlanks::kAndSeparators;
  for (;;) {
    while (at < text.size() &&
           (is_blank(text[at]) || (with_separators && is_separator(text[at])))) {
      ++at;
    }
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("//")) {
      at = std::min(text.find_first_of("\r\n", at), text.size());
    } else if (rest.starts_with("/*")) {
      const auto end = text.find("*/", at + 2);
      at = end == std::string_view::npos ? text.size() : end + 2;
    } else {
      return at;
    }
  }
}

JsonPlaces::JsonPlaces(std::string_view text) : text_(text) {
  if (text.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
}

JsonPlace JsonPlaces::next() {
  const JsonPlace start = at(start_of_next());
  at(end_of_token());
  return start;
}

JsonPlace JsonPlaces::at(std::size_t offset) {
  for (; at_ < offset; ++at_) {
    if (text_[at_] == '\n') {
      ++place_.line;
      place_.column = 1;
    } else if ((static_cast<unsigned char>(text_[at_]) & 0xC0) != 0x80) {
      ++place_.column;
    }
  }
  return place_;
}

std::size_t JsonPlaces::start_of_next() const {
  return behind_json_blanks(text_, at_, JsonBlanks::kAndSeparators);
}

std::size_t JsonPlaces::end_of_token() const {
  std::size_t end = std::min(at_ + 1, text_.size());
  if (end == at_) return end;
  if (text_[at_] == '"') {
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    return std::min(end + 1, text_.size());
  }
  if (!is_of_word(text_[at_])) return end;
  while (end < text_.size() && is_of_word(text_[end])) ++end;
  return end;
}

}  // namespace hookline
