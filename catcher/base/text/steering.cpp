#include "catcher/base/text/steering.h"

#include "catcher/base/text/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace hookline {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr std::array<Range, 11> kSteering = {{{0, 0x1f},
                                              {0x7f, 0x9f},
                                              {0xad, 0xad},
                                              {0x61c, 0x61c},
                                              {0x180e, 0x180e},
                                              {0x200b, 0x200f},
                                              {0x2028, 0x202e},
                                              {0x2060, 0x206f},
                                              {0xfeff, 0xfeff},
                                              {0xfff9, 0xffff},
                                              {0xe0000, 0xe007f}}};
/// In the last but one range, seen after all: the two replacement characters.
constexpr Range kReplacements = {0xfffc, 0xfffd};

std::size_t length_after(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

}  // namespace

FirstCharacter first_character(std::string_view text) {
  const auto lead = static_cast<std::uint8_t>(text.front());
  const std::size_t length = length_after(lead);
  if (length == 1) return {lead, 1};
  const std::string_view sequence = text.substr(0, length);
  if (sequence.size() < length || utf8_prefix(sequence) < length) return {};
  char32_t code = lead & (0x7fu >> length);
  for (const char c : sequence.substr(1)) code = code << 6 | (static_cast<std::uint8_t>(c) & 0x3fu);
  return {code, length};
}

bool may_begin_steering(char byte) {
  constexpr std::string_view kFirstBytes = "\x7f\xc2\xd8\xe1\xe2\xef\xf3";
  return kFirstBytes.find(byte) != std::string_view::npos;
}

bool is_steering(char32_t code) {
  if (code >= kReplacements.first && code <= kReplacements.last) return false;
  return std::any_of(kSteering.begin(), kSteering.end(),
                     [&](const Range& range) { return code >= range.first && code <= range.last; });
}

}  // namespace hookline
