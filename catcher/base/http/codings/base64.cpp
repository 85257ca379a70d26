#include "catcher/base/http/codings/base64.h"

#include <array>
#include <cstdint>

namespace hookline {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::int8_t, 256> values() {
  std::array<std::int8_t, 256> table{};
  for (auto& value : table) value = -1;
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    table[static_cast<std::uint8_t>(kAlphabet[i])] = static_cast<std::int8_t>(i);
  }
  return table;
}

constexpr auto kValues = values();

}  // namespace

void append_base64(std::string& out, std::string_view bytes) {
  out.reserve(out.size() + (bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto left = bytes.size() - i;
    std::uint32_t group = 0;
    for (std::size_t n = 0; n < 3; ++n) {
      group = group << 8 | (n < left ? static_cast<std::uint8_t>(bytes[i + n]) : 0);
    }
    const std::array<char, 4> quad{kAlphabet[group >> 18], kAlphabet[group >> 12 & 63],
                                   left > 1 ? kAlphabet[group >> 6 & 63] : '=',
                                   left > 2 ? kAlphabet[group & 63] : '='};
    out.append(quad.data(), quad.size());
  }
}

std::optional<std::string> decode_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t group = 0;
  for (std::size_t i = 0; i < text.size() - padding; ++i) {
    const auto value = kValues[static_cast<std::uint8_t>(text[i])];
    if (value < 0) return std::nullopt;
    group = group << 6 | static_cast<std::uint32_t>(value);
    if (i % 4 == 3) {
      const std::array<char, 3> bytes{static_cast<char>(group >> 16), static_cast<char>(group >> 8),
                                      static_cast<char>(group)};
      out.append(bytes.data(), bytes.size());
    }
  }
  if (padding == 1) {
    out += static_cast<char>(group >> 10);
    out += static_cast<char>(group >> 2);
  } else if (padding == 2) {
    out += static_cast<char>(group >> 4);
  }
  return out;
}

}  // namespace hookline
