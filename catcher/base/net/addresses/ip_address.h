#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// An IPv4 or IPv6 address. IPv4 is kept in its mapped form, ::ffff:a.b.c.d, which the system
/// connects to over IPv4: the two spellings are one address.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};  ///< in the order of the network

  bool is_ipv4() const;
  /// Whether the first `bits` bits are those of `prefix`.
  bool has_prefix(const IpAddress& prefix, int bits) const;
  friend bool operator==(const IpAddress&, const IpAddress&) = default;
  friend auto operator<=>(const IpAddress&, const IpAddress&) = default;
};

/// Of the proper spellings alone: four decimal numbers, or IPv6 without brackets and zone.
std::optional<IpAddress> parse_address(std::string_view text);
/// What the C library would take for an IPv4 address although it isn't written as one: 127.1,
/// 0x7f.1, 2130706433, 0177.0.0.1. A check of the text alone would take it for a name.
std::optional<IpAddress> parse_odd_ipv4(std::string_view text);
/// The usual spelling; IPv4 as a.b.c.d.
std::string text_of(const IpAddress& address);

}  // namespace hookline
