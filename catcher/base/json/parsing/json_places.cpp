#include "catcher/base/json/parsing/json_places.h"

#include <algorithm>

namespace hookline {

std::size_t behind_json_blanks(std::string_view text, std::size_t at, std::string_view blanks) {
  for (;;) {
    at = std::min(text.find_first_not_of(blanks, at), text.size());
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
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
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
  return behind_json_blanks(text_, at_, " \t\r\n,:");
}

std::size_t JsonPlaces::end_of_token() const {
  constexpr std::string_view kBrackets = "{}[]";
  constexpr std::string_view kWordEnds = " \t\r\n,:]}/";
  std::size_t end = std::min(at_ + 1, text_.size());
  if (end == at_ || kBrackets.find(text_[at_]) != std::string_view::npos) return end;
  if (text_[at_] != '"') return std::min(text_.find_first_of(kWordEnds, end), text_.size());
  while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
  return std::min(end + 1, text_.size());
}

}  // namespace hookline
