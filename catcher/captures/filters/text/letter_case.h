#pragma once

#include <string>
#include <string_view>

namespace hookline {

enum class LetterCase { kLower, kUpper };

/// The character in that case, where it is a Latin, Greek or Cyrillic letter beyond ASCII that has
/// two; else itself. ASCII letters stay as they are: a search folds those byte by byte.
std::string with_case(std::string_view character, LetterCase letters);

/// All characters of a text in that case; bytes that aren't UTF-8 stay.
std::string all_with_case(std::string_view text, LetterCase letters);

}  // namespace hookline
