#include "catcher/base/text/utf8.h"

#include <cstdint>
#include <cstring>

namespace hookline {
namespace {

bool continues(char c) {
  return (static_cast<std::uint8_t>(c) & 0xc0) == 0x80;
}

/// The length of the well-formed sequence that starts the text; where none does, `broken` is how
/// many bytes could have begun one, at least 1.
std::size_t sequence_length(std::string_view text, std::size_t& broken) {
  const auto lead = static_cast<std::uint8_t>(text[0]);
  broken = 1;
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xc2 && lead < 0xe0   ? 2
                             : lead >= 0xe0 && lead < 0xf0 ? 3
                             : lead >= 0xf0 && lead < 0xf5 ? 4
                                                           : 0;
  if (length == 0) return 0;
  for (std::size_t i = 1; i < length; ++i, ++broken) {
    if (i >= text.size() || !continues(text[i])) return 0;
    const auto byte = static_cast<std::uint8_t>(text[i]);
    const bool overlong = (lead == 0xe0 && byte < 0xa0) || (lead == 0xf0 && byte < 0x90);
    const bool beyond = (lead == 0xed && byte > 0x9f) || (lead == 0xf4 && byte > 0x8f);
    if (i == 1 && (overlong || beyond)) return 0;
  }
  return length;
}

}  // namespace

std::size_t utf8_prefix(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint64_t word = 0;
    while (at + sizeof word <= text.size()) {  // most of what comes is ASCII
      std::memcpy(&word, text.data() + at, sizeof word);
      if ((word & kHighBits) != 0) break;
      at += sizeof word;
    }
    if (at == text.size()) break;
    std::size_t broken = 0;
    const auto length = sequence_length(text.substr(at), broken);
    if (length == 0) return at;
    at += length;
  }
  return at;
}

bool is_utf8(std::string_view text) {
  return utf8_prefix(text) == text.size();
}

std::string with_replacements(std::string_view text) {
  std::string out;
  while (true) {
    const auto sound = utf8_prefix(text);
    out += text.substr(0, sound);
    if (sound == text.size()) return out;
    std::size_t broken = 0;
    sequence_length(text.substr(sound), broken);
    out += "\xef\xbf\xbd";
    text.remove_prefix(sound + broken);
  }
}

}  // namespace hookline
