#include "catcher/base/net/addresses/address_kind.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Where an IPv6 address carries an IPv4 address.
enum class Embedded : std::uint8_t { kNone, kLast, kAfter16Bits, kLastInverted };

struct Range {
  const char* first;
  int bits;
  Reach reach;
  /// Where an IPv4 address is embedded, what follows "is the IPv4 address a.b.c.d".
  const char* what;
  Embedded embedded = Embedded::kNone;
};

constexpr const char* kMetadata = "is the metadata service of a cloud";
constexpr const char* kPrivate = "is a private address";
constexpr const char* kLinkLocal = "is a link-local address";
constexpr const char* kMulticast = "is a multicast address";
constexpr const char* kExample = "is an address for examples in texts";
constexpr const char* kBenchmark = "is an address for benchmarks of networks";
constexpr const char* kProtocols = "is an address for protocols of the network itself";
constexpr const char* kSinkhole = "is an address that swallows look-ups of private names (AS112)";
constexpr const char* kRelay = "is an address of relays for multicast (AMT)";
constexpr const char* kKeys = "is a hash of a key and no place (ORCHID)";
constexpr const char* kUnused = "is in a range that is not in use";
constexpr const char* kUnspecified = "stands for every address of this machine";

/// The first that matches counts.
constexpr Range kRanges[] = {
    // Of clouds; those in link-local ranges are 169.254.169.254 and its neighbours.
    {"169.254.169.253", 32, Reach::kSpecial, kMetadata},
    {"169.254.169.254", 32, Reach::kSpecial, kMetadata},
    {"169.254.170.2", 32, Reach::kSpecial, kMetadata},
    {"169.254.170.23", 32, Reach::kSpecial, kMetadata},
    {"100.100.100.200", 32, Reach::kSpecial, kMetadata},
    {"168.63.129.16", 32, Reach::kSpecial, kMetadata},
    {"192.0.0.192", 32, Reach::kSpecial, kMetadata},
    {"fd00:ec2::254", 128, Reach::kSpecial, kMetadata},
    {"fd00:ec2::23", 128, Reach::kSpecial, kMetadata},
    {"fd20:ce::254", 128, Reach::kSpecial, kMetadata},

    {"0.0.0.0", 32, Reach::kSpecial, kUnspecified},
    {"0.0.0.0", 8, Reach::kSpecial, kUnused},
    {"10.0.0.0", 8, Reach::kPrivate, kPrivate},
    {"100.64.0.0", 10, Reach::kPrivate, "is an address of a carrier's network"},
    {"127.0.0.0", 8, Reach::kLoopback, "is a loopback address"},
    {"169.254.0.0", 16, Reach::kSpecial, kLinkLocal},
    {"172.16.0.0", 12, Reach::kPrivate, kPrivate},
    {"192.0.0.0", 24, Reach::kSpecial, kProtocols},
    {"192.0.2.0", 24, Reach::kSpecial, kExample},
    {"192.31.196.0", 24, Reach::kSpecial, kSinkhole},
    {"192.52.193.0", 24, Reach::kSpecial, kRelay},
    {"192.88.99.0", 24, Reach::kSpecial, "is an address of tunnels out of use (6to4)"},
    {"192.168.0.0", 16, Reach::kPrivate, kPrivate},
    {"192.175.48.0", 24, Reach::kSpecial, kSinkhole},
    {"198.18.0.0", 15, Reach::kSpecial, kBenchmark},
    {"198.51.100.0", 24, Reach::kSpecial, kExample},
    {"203.0.113.0", 24, Reach::kSpecial, kExample},
    {"224.0.0.0", 4, Reach::kSpecial, kMulticast},
    {"255.255.255.255", 32, Reach::kSpecial, "is the broadcast address"},
    {"240.0.0.0", 4, Reach::kSpecial, kUnused},
    {"::ffff:0:0", 96, Reach::kPublic, "is not a loopback address"},

    {"::", 128, Reach::kSpecial, kUnspecified},
    {"::1", 128, Reach::kLoopback, "is a loopback address"},
    {"::", 96, Reach::kSpecial, "in a form out of use", Embedded::kLast},
    {"::ffff:0:0:0", 96, Reach::kSpecial, "in a translator's form out of use", Embedded::kLast},
    {"64:ff9b::", 96, Reach::kSpecial, "behind a translator (NAT64)", Embedded::kLast},
    {"64:ff9b:1::", 48, Reach::kSpecial, "is an address behind a translator of one's own (NAT64)"},
    {"100::", 64, Reach::kSpecial, "is an address that swallows everything"},
    {"100:0:0:1::", 64, Reach::kSpecial, "is an address that stands for none"},
    {"2001::", 32, Reach::kSpecial, "behind a tunnel (Teredo)", Embedded::kLastInverted},
    {"2001:2::", 48, Reach::kSpecial, kBenchmark},
    {"2001:3::", 32, Reach::kSpecial, kRelay},
    {"2001:4:112::", 48, Reach::kSpecial, kSinkhole},
    {"2001:10::", 28, Reach::kSpecial, kKeys},
    {"2001:20::", 28, Reach::kSpecial, kKeys},
    {"2001:30::", 28, Reach::kSpecial, "is the mark of a drone and no place (DRIP)"},
    {"2001::", 23, Reach::kSpecial, kProtocols},
    {"2001:db8::", 32, Reach::kSpecial, kExample},
    {"2002::", 16, Reach::kSpecial, "behind a tunnel (6to4)", Embedded::kAfter16Bits},
    {"2620:4f:8000::", 48, Reach::kSpecial, kSinkhole},
    {"3ffe::", 16, Reach::kSpecial, kUnused},
    {"3fff::", 20, Reach::kSpecial, kExample},
    {"2000::", 3, Reach::kPublic, "is not a loopback address"},
    {"5f00::", 16, Reach::kSpecial, "is an instruction to routers (SRv6)"},
    {"fc00::", 7, Reach::kPrivate, kPrivate},
    {"fe80::", 10, Reach::kSpecial, kLinkLocal},
    {"fec0::", 10, Reach::kSpecial, "is a site-local address, out of use"},
    {"ff00::", 8, Reach::kSpecial, kMulticast},
    {"::", 0, Reach::kSpecial, kUnused},
};

struct ParsedRange {
  IpAddress first;
  int bits;
  const Range* range;
};

const std::vector<ParsedRange>& parsed_ranges() {
  static const std::vector<ParsedRange> kParsed = [] {
    std::vector<ParsedRange> parsed;
    for (const Range& range : kRanges) {
      const bool is_ipv4 = std::string_view(range.first).find(':') == std::string_view::npos;
      parsed.push_back({*parse_address(range.first), range.bits + (is_ipv4 ? 96 : 0), &range});
    }
    return parsed;
  }();
  return kParsed;
}

const Range& range_of(const IpAddress& address) {
  const auto& ranges = parsed_ranges();
  const auto found = std::find_if(ranges.begin(), ranges.end(), [&](const ParsedRange& range) {
    return address.has_prefix(range.first, range.bits);
  });
  return *found->range;  // the last takes all
}

IpAddress ipv4_at(const IpAddress& address, std::size_t place, std::uint8_t inversion = 0) {
  IpAddress ipv4 = *parse_address("0.0.0.0");
  for (std::size_t i = 0; i < 4; ++i) {
    ipv4.bytes[12 + i] = static_cast<std::uint8_t>(address.bytes[place + i] ^ inversion);
  }
  return ipv4;
}

std::optional<IpAddress> embedded_ipv4(const IpAddress& address, Embedded embedded) {
  switch (embedded) {
    case Embedded::kNone:
      break;
    case Embedded::kLast:
      return ipv4_at(address, 12);
    case Embedded::kAfter16Bits:
      return ipv4_at(address, 2);
    case Embedded::kLastInverted:
      return ipv4_at(address, 12, 0xff);
  }
  return std::nullopt;
}

/// The second half of an address of a tunnel over IPv4 (RFC 5214), whatever the first half is.
bool is_isatap(const IpAddress& address) {
  const auto& bytes = address.bytes;
  return (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
}

bool is_nat64(const IpAddress& address) {
  static const IpAddress kPrefix = *parse_address("64:ff9b::");
  return address.has_prefix(kPrefix, 96);
}

Reach behind_nat64(const IpAddress& ipv4) {
  const Reach reach = range_of(ipv4).reach;
  // The translator's own loopback is nobody's.
  return reach == Reach::kLoopback ? Reach::kSpecial : reach;
}

}  // namespace

AddressKind kind_of(const IpAddress& address) {
  if (is_isatap(address)) {
    return {Reach::kSpecial, fmt::format("is the IPv4 address {} behind a tunnel (ISATAP)",
                                         text_of(ipv4_at(address, 12)))};
  }
  const Range& range = range_of(address);
  const auto ipv4 = embedded_ipv4(address, range.embedded);
  if (!ipv4) return {range.reach, range.what};
  return {is_nat64(address) ? behind_nat64(*ipv4) : range.reach,
          fmt::format("is the IPv4 address {} {}", text_of(*ipv4), range.what)};
}

}  // namespace hookline
