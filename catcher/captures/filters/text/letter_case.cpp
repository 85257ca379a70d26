#include "catcher/captures/filters/text/letter_case.h"

#include "catcher/base/text/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace hookline {
namespace {

/// A range of capital letters. Each small letter is `distance` higher than its capital; where that
/// is 1, capitals and small letters take turns.
struct Letters {
  std::uint32_t first, last, distance;
};

// From Unicode's UnicodeData.txt, without the irregular ones. All lie below U+0800, so that each
// letter is two bytes of UTF-8.
constexpr std::array<Letters, 11> kLetters{{{0xc0, 0xd6, 32},
                                            {0xd8, 0xde, 32},
                                            {0x100, 0x12e, 1},
                                            {0x132, 0x136, 1},
                                            {0x139, 0x147, 1},
                                            {0x14a, 0x176, 1},
                                            {0x179, 0x17d, 1},
                                            {0x391, 0x3ab, 32},
                                            {0x400, 0x40f, 80},
                                            {0x410, 0x42f, 32},
                                            {0x460, 0x480, 1}}};

std::uint32_t cased(std::uint32_t point, LetterCase letters) {
  for (const auto& [first, last, distance] : kLetters) {
    const std::uint32_t end = last + distance;
    if (point < first || point > end) continue;
    if (distance == 1) {
      const bool is_capital = (point - first) % 2 == 0;
      if (letters == LetterCase::kLower) return is_capital ? point + 1 : point;
      return is_capital ? point : point - 1;
    }
    if (letters == LetterCase::kLower && point <= last) return point + distance;
    if (letters == LetterCase::kUpper && point >= first + distance) return point - distance;
  }
  return point;
}

/// Takes the first character off a text, which is valid UTF-8 and not empty.
std::string_view take_character(std::string_view& text) {
  const auto lead = static_cast<std::uint8_t>(text.front());
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const auto character = text.substr(0, size);
  text.remove_prefix(character.size());
  return character;
}

}  // namespace

std::string with_case(std::string_view character, LetterCase letters) {
  if (character.size() != 2) return std::string(character);
  const auto lead = static_cast<std::uint8_t>(character[0]);
  const auto next = static_cast<std::uint8_t>(character[1]);
  const auto point = cased((lead & 0x1fu) << 6 | (next & 0x3fu), letters);
  return {static_cast<char>(0xc0 | point >> 6), static_cast<char>(0x80 | (point & 0x3f))};
}

std::string all_with_case(std::string_view text, LetterCase letters) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    if (utf8_prefix(text.substr(0, 4)) == 0) {
      out += text.front();
      text.remove_prefix(1);
    } else {
      out += with_case(take_character(text), letters);
    }
  }
  return out;
}

}  // namespace hookline
