#include "catcher/terminal/terminal_text.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Marks that turn the direction of writing (U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069) or
/// end a line (U+2028, U+2029): what follows them would not stand where it belongs.
bool is_ordering(std::string_view mark) {
  if (mark.starts_with("\xe2\x80")) {
    const auto last = static_cast<std::uint8_t>(mark[2]);
    return last == 0x8e || last == 0x8f || (last >= 0xa8 && last <= 0xae);
  }
  return mark >= "\xe2\x81\xa6" && mark <= "\xe2\x81\xa9";
}

/// Length of the UTF-8 sequence at `at`: 0 when there is none that may be shown.
std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<std::uint8_t>(text[i]) : std::uint8_t{0};
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xc0) == 0x80; };
  const std::uint8_t first = byte(at);
  if (first >= 0xc2 && first < 0xe0 && continues(at + 1)) {
    return first == 0xc2 && byte(at + 1) < 0xa0 ? 0 : 2;  // U+0080 to U+009F are control characters
  }
  if (first >= 0xe0 && first < 0xf0 && continues(at + 1) && continues(at + 2)) {
    return is_ordering(text.substr(at, 3)) ? 0 : 3;
  }
  if (first >= 0xf0 && first < 0xf5 && continues(at + 1) && continues(at + 2) && continues(at + 3))
    return 4;
  return 0;
}

}  // namespace

std::string terminal_text(std::string_view text, std::size_t bytes_max) {
  std::string out;
  std::size_t i = 0;
  while (i < text.size() && i < bytes_max) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    const std::size_t length = byte < 0x80 ? 1 : utf8_length(text, i);
    if (length == 0 || byte < 0x20 || byte == 0x7f) {
      out += fmt::format("\\x{:02x}", byte);
    } else if (byte == '\\') {
      out += "\\\\";
    } else {
      out.append(text, i, length);
    }
    i += std::max<std::size_t>(1, length);
  }
  if (i < text.size()) out += "…";
  return out;
}

}  // namespace hookline
