#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace hookline {

// What ASCII says of single bytes, whatever the machine's locale is.

inline constexpr std::string_view kBlankBytes = " \t";
inline constexpr std::string_view kWhitespace = " \t\r\n";

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// False for the empty text.
constexpr bool is_all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What a hexadecimal digit of either case stands for; -1 for another character.
constexpr int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char letter = static_cast<char>(c | 0x20);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

/// For sets of a few characters: string_view::find asks the library's memchr, which pays off for
/// long texts alone.
constexpr bool is_one_of(char c, std::string_view set) {
  for (const char one : set) {
    if (c == one) return true;
  }
  return false;
}

/// Without what stands of `blanks` at its beginning.
constexpr std::string_view trimmed_start(std::string_view text,
                                         std::string_view blanks = kBlankBytes) {
  while (!text.empty() && is_one_of(text.front(), blanks)) text.remove_prefix(1);
  return text;
}

/// Without what stands of `blanks` at its beginning and end.
constexpr std::string_view trimmed(std::string_view text, std::string_view blanks = kBlankBytes) {
  text = trimmed_start(text, blanks);
  while (!text.empty() && is_one_of(text.back(), blanks)) text.remove_suffix(1);
  return text;
}

}  // namespace hookline
