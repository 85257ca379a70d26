#include "catcher/base/text/printable.h"

#include "catcher/base/text/steering.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include <fmt/format.h>

namespace hookline {
namespace {

bool is_plain(char c) {
  return c >= 0x20 && c < 0x7f;
}

void append_escaped(std::string& out, char32_t code) {
  const auto number = static_cast<std::uint32_t>(code);
  if (code < 0x80) {
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", number);
  } else if (code < 0x10000) {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", number);
  } else {
    fmt::format_to(std::back_inserter(out), "\\U{:08x}", number);
  }
}

/// Appends what the text begins with; returns how many bytes that were.
std::size_t append_first(std::string& out, std::string_view text) {
  const auto plain_end = std::find_if_not(text.begin(), text.end(), is_plain);
  if (plain_end != text.begin()) {
    out.append(text.begin(), plain_end);
    return static_cast<std::size_t>(plain_end - text.begin());
  }
  const FirstCharacter first = first_character(text);
  if (first.length == 0) {
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<std::uint8_t>(text.front()));
    return 1;
  }
  if (is_steering(first.code)) {
    append_escaped(out, first.code);
  } else {
    out.append(text, 0, first.length);
  }
  return first.length;
}

/// At most `at`, and not within a character.
std::size_t between_characters(std::string_view text, std::size_t at) {
  const auto continues = [&](std::size_t i) {
    return (static_cast<std::uint8_t>(text[i]) & 0xc0) == 0x80;
  };
  const std::size_t back_max = std::min<std::size_t>(at, 3);
  for (std::size_t back = 0; back <= back_max; ++back) {
    if (!continues(at - back)) return at - back;
  }
  return at;  // no UTF-8 anyway
}

}  // namespace

std::string printable(std::string_view text, std::size_t bytes_max) {
  const bool is_cut = text.size() > bytes_max;
  if (is_cut) text = text.substr(0, between_characters(text, bytes_max));
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) text.remove_prefix(append_first(out, text));
  if (is_cut) out += "…";
  return out;
}

std::string printable_line(std::string_view message) {
  constexpr std::size_t kFirstBytes = 3000;
  constexpr std::size_t kLastBytes = 1000;
  std::string line(message);
  std::replace(line.begin(), line.end(), '\n', ' ');
  if (line.size() <= kFirstBytes + kLastBytes) return printable(line);
  const std::string_view whole = line;
  return printable(whole, kFirstBytes) +
         printable(whole.substr(between_characters(whole, whole.size() - kLastBytes)));
}

}  // namespace hookline
