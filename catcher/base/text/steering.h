#pragma once

#include <cstddef>
#include <string_view>

namespace hookline {

/// The character that a text in UTF-8 begins with.
struct FirstCharacter {
  char32_t code = 0;
  std::size_t length = 0;  ///< in bytes; 0 where the text begins with no well-formed sequence
};

/// `text` is not empty.
FirstCharacter first_character(std::string_view text);

/// Whether the character steers what shows it instead of being seen: controls (C0, DEL, C1), marks
/// that turn the direction of writing, ends of lines, what has no width, tags, and the two that
/// stand for nothing (U+FFFE, U+FFFF), which XML refuses.
bool is_steering(char32_t code);

/// Whether a steering character's UTF-8, except C0's, may begin with this byte: most text is passed
/// over by asking this alone.
bool may_begin_steering(char byte);

}  // namespace hookline
