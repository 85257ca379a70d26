#include "catcher/base/net/addresses/ip_address.h"

#include <algorithm>

#include <arpa/inet.h>
#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

IpAddress mapped(const in_addr& ipv4) {
  const std::uint32_t bits = ntohl(ipv4.s_addr);
  IpAddress address;
  std::copy(kMapped.begin(), kMapped.end(), address.bytes.begin());
  for (std::size_t i = 0; i < 4; ++i) {
    address.bytes[12 + i] = static_cast<std::uint8_t>(bits >> (24 - 8 * i));
  }
  return address;
}

}  // namespace

bool IpAddress::is_ipv4() const {
  return std::equal(kMapped.begin(), kMapped.end(), bytes.begin());
}

bool IpAddress::has_prefix(const IpAddress& prefix, int bits) const {
  for (std::size_t i = 0; bits > 0; ++i, bits -= 8) {
    const auto mask = static_cast<std::uint8_t>(bits >= 8 ? 0xff : 0xff << (8 - bits));
    if ((bytes[i] & mask) != (prefix.bytes[i] & mask)) return false;
  }
  return true;
}

std::optional<IpAddress> parse_address(std::string_view text) {
  // inet_pton stops at a NUL.
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  const std::string ended(text);
  in_addr ipv4{};
  if (inet_pton(AF_INET, ended.c_str(), &ipv4) == 1) return mapped(ipv4);
  IpAddress address;
  if (inet_pton(AF_INET6, ended.c_str(), address.bytes.data()) != 1) return std::nullopt;
  return address;
}

std::optional<IpAddress> parse_odd_ipv4(std::string_view text) {
  const std::string ended(text);
  in_addr ipv4{};
  if (parse_address(text) || inet_aton(ended.c_str(), &ipv4) == 0) return std::nullopt;
  return mapped(ipv4);
}

std::string text_of(const IpAddress& address) {
  const auto& bytes = address.bytes;
  if (address.is_ipv4()) {
    return fmt::format("{}.{}.{}.{}", bytes[12], bytes[13], bytes[14], bytes[15]);
  }
  std::array<char, INET6_ADDRSTRLEN> text{};
  return inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
}

}  // namespace hookline
