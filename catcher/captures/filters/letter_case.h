#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// Takes a character of UTF-8 off the front of a text, which is sound and not empty.
std::string_view take_character(std::string_view& text);

enum class LetterCase { kLower, kUpper };

/// The character in that case, where it is a letter beyond ASCII of the Latin, Greek or Cyrillic
/// script that has both; else itself. ASCII letters are left alone: a search folds them byte by
/// byte.
std::string with_case(std::string_view character, LetterCase letters);

/// All characters of a text in that case; bytes that are no UTF-8 stand.
std::string all_with_case(std::string_view text, LetterCase letters);

}  // namespace hookline
