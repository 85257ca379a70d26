#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace hookline {

namespace detail {

constexpr std::array<bool, 256> token_bytes() {
  std::array<bool, 256> is_token{};
  for (const char c :
       std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                        "!#$%&'*+-.^_`|~")) {
    is_token[static_cast<std::uint8_t>(c)] = true;
  }
  return is_token;
}
inline constexpr std::array<bool, 256> kTokenBytes = token_bytes();

}  // namespace detail

/// Bytes that a token of RFC 9110 may hold: methods, header names.
constexpr bool is_token_byte(char c) {
  return detail::kTokenBytes[static_cast<std::uint8_t>(c)];
}

/// Bytes that a header's value may hold: all but control bytes, and the tab.
constexpr bool is_value_byte(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

}  // namespace hookline
