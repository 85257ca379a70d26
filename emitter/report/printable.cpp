#include "emitter/report/printable.h"

#include <cstddef>
#include <cstdint>
#include <iterator>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

unsigned char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

std::size_t length_of(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

/// Overlong forms, surrogates, what is over U+10FFFF, and the two that XML doesn't allow.
bool is_refused(std::uint32_t code, std::size_t length) {
  if (length == 3) {
    return code < 0x800 || (code >= 0xD800 && code <= 0xDFFF) || code == 0xFFFE || code == 0xFFFF;
  }
  return length == 4 && (code < 0x10000 || code > 0x10FFFF);
}

/// How many bytes the character at `at` has; 0 where there is none that is sound.
std::size_t sound_length(std::string_view text, std::size_t at) {
  const unsigned char first = byte_at(text, at);
  const std::size_t length = length_of(first);
  if (length <= 1) return length;
  std::uint32_t code = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned char next = byte_at(text, at + i);
    if ((next & 0xC0) != 0x80) return 0;
    code = code << 6 | (next & 0x3FU);
  }
  return is_refused(code, length) ? 0 : length;
}

/// U+0080 to U+009F: terminals obey them too.
bool is_c1_control(std::string_view character) {
  return character.size() == 2 && byte_at(character, 0) == 0xC2 && byte_at(character, 1) < 0xA0;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sound_length(text, at);
    const std::string_view character = text.substr(at, length);
    if (length == 0) {
      out += kReplacement;
    } else if (byte_at(text, at) < 0x20 || byte_at(text, at) == 0x7F) {
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", byte_at(text, at));
    } else if (is_c1_control(character)) {
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", byte_at(text, at + 1));
    } else {
      out += character;
    }
    at += length == 0 ? 1 : length;
  }
  return out;
}

std::string markup_escaped(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace hookline
