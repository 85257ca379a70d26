#include "catcher/base/net/addresses/address_kind.h"

#include <optional>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;

struct Expected {
  const char* first;
  const char* last;
  Reach reach;
  const char* what;
};

constexpr Reach kSpecial = Reach::kSpecial;
constexpr Reach kPrivate = Reach::kPrivate;
constexpr Reach kLoopback = Reach::kLoopback;
constexpr Reach kPublic = Reach::kPublic;

/// Written from the registries and not from the code: what lies in no range of its own is public in
/// IPv4 and in 2000::/3, and out of use elsewhere. The narrower range counts.
constexpr Expected kExpected[] = {
    {"0.0.0.0", "0.0.0.0", kSpecial, "every address of this machine"},
    {"0.0.0.0", "0.255.255.255", kSpecial, "not in use"},
    {"10.0.0.0", "10.255.255.255", kPrivate, "private"},
    {"100.64.0.0", "100.127.255.255", kPrivate, "carrier"},
    {"100.100.100.200", "100.100.100.200", kSpecial, "metadata"},
    {"127.0.0.0", "127.255.255.255", kLoopback, "loopback"},
    {"168.63.129.16", "168.63.129.16", kSpecial, "metadata"},
    {"169.254.0.0", "169.254.255.255", kSpecial, "link-local"},
    {"169.254.169.253", "169.254.169.254", kSpecial, "metadata"},
    {"169.254.170.2", "169.254.170.2", kSpecial, "metadata"},
    {"169.254.170.23", "169.254.170.23", kSpecial, "metadata"},
    {"172.16.0.0", "172.31.255.255", kPrivate, "private"},
    {"192.0.0.0", "192.0.0.255", kSpecial, "protocols"},
    {"192.0.0.192", "192.0.0.192", kSpecial, "metadata"},
    {"192.0.2.0", "192.0.2.255", kSpecial, "examples"},
    {"192.31.196.0", "192.31.196.255", kSpecial, "AS112"},
    {"192.52.193.0", "192.52.193.255", kSpecial, "AMT"},
    {"192.88.99.0", "192.88.99.255", kSpecial, "6to4"},
    {"192.168.0.0", "192.168.255.255", kPrivate, "private"},
    {"192.175.48.0", "192.175.48.255", kSpecial, "AS112"},
    {"198.18.0.0", "198.19.255.255", kSpecial, "benchmarks"},
    {"198.51.100.0", "198.51.100.255", kSpecial, "examples"},
    {"203.0.113.0", "203.0.113.255", kSpecial, "examples"},
    {"224.0.0.0", "239.255.255.255", kSpecial, "multicast"},
    {"240.0.0.0", "255.255.255.254", kSpecial, "not in use"},
    {"255.255.255.255", "255.255.255.255", kSpecial, "broadcast"},

    {"::", "::", kSpecial, "every address of this machine"},
    {"::1", "::1", kLoopback, "loopback"},
    {"::2", "::ffff:ffff", kSpecial, "in a form out of use"},
    {"::ffff:0:0:0", "::ffff:0:ffff:ffff", kSpecial, "translator's form out of use"},
    {"64:ff9b::", "64:ff9b::ffff:ffff", kPublic, "NAT64"},
    {"64:ff9b::", "64:ff9b::ff:ffff", kSpecial, "NAT64"},  // 0/8 behind it
    {"64:ff9b::a00:0", "64:ff9b::aff:ffff", kPrivate, "NAT64"},
    {"64:ff9b::7f00:0", "64:ff9b::7fff:ffff", kSpecial, "127."},
    {"64:ff9b::a9fe:0", "64:ff9b::a9fe:ffff", kSpecial, "169.254."},
    {"64:ff9b::e000:0", "64:ff9b::ffff:ffff", kSpecial, "NAT64"},
    {"64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", kSpecial, "of one's own (NAT64)"},
    {"100::", "100::ffff:ffff:ffff:ffff", kSpecial, "swallows everything"},
    {"100:0:0:1::", "100::1:ffff:ffff:ffff:ffff", kSpecial, "stands for none"},
    {"2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff", kSpecial, "Teredo"},
    {"2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", kSpecial, "protocols"},
    {"2001:2::", "2001:2:0:ffff:ffff:ffff:ffff:ffff", kSpecial, "benchmarks"},
    {"2001:3::", "2001:3:ffff:ffff:ffff:ffff:ffff:ffff", kSpecial, "AMT"},
    {"2001:4:112::", "2001:4:112:ffff:ffff:ffff:ffff:ffff", kSpecial, "AS112"},
    {"2001:10::", "2001:1f:ffff:ffff:ffff:ffff:ffff:ffff", kSpecial, "ORCHID"},
    {"2001:20::", "2001:2f:ffff:ffff:ffff:ffff:ffff:ffff", kSpecial, "ORCHID"},
    {"2001:30::", "2001:3f:ffff:ffff:ffff:ffff:ffff:ffff", kSpecial, "DRIP"},
    {"2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", kSpecial, "examples"},
    {"2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kSpecial, "6to4"},
    {"2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", kSpecial, "AS112"},
    {"3ffe::", "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kSpecial, "not in use"},
    {"3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", kSpecial, "examples"},
    {"5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kSpecial, "SRv6"},
    {"fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kPrivate, "private"},
    {"fd00:ec2::254", "fd00:ec2::254", kSpecial, "metadata"},
    {"fd00:ec2::23", "fd00:ec2::23", kSpecial, "metadata"},
    {"fd20:ce::254", "fd20:ce::254", kSpecial, "metadata"},
    {"fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kSpecial, "link-local"},
    {"fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kSpecial, "site-local"},
    {"ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kSpecial, "multicast"},

    {"::ffff:0:0", "::ffff:ffff:ffff", kPublic, "not a loopback"},
    {"2000::", "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kPublic, "not a loopback"},
    {"::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", kSpecial, "not in use"},
};

IpAddress address(const char* text) {
  return parse_address(text).value();
}

std::optional<IpAddress> after(IpAddress address) {
  for (std::size_t i = 16; i-- > 0;) {
    if (++address.bytes[i] != 0) return address;
  }
  return std::nullopt;
}

std::optional<IpAddress> before(IpAddress address) {
  for (std::size_t i = 16; i-- > 0;) {
    if (address.bytes[i]-- != 0) return address;
  }
  return std::nullopt;
}

/// The narrowest range around the address: it lies in all others that the address lies in.
const Expected& expected_of(const IpAddress& sought) {
  const Expected* narrowest = nullptr;
  for (const Expected& range : kExpected) {
    if (sought < address(range.first) || address(range.last) < sought) continue;
    if (narrowest == nullptr || (address(narrowest->first) <= address(range.first) &&
                                 address(range.last) <= address(narrowest->last))) {
      narrowest = &range;
    }
  }
  return *narrowest;
}

void expect_as_registered(const std::optional<IpAddress>& sought) {
  if (!sought) return;  // beyond the first or the last address there is
  const Expected& expected = expected_of(*sought);
  const AddressKind kind = kind_of(*sought);
  EXPECT_EQ(kind.reach, expected.reach) << text_of(*sought) << ' ' << kind.what;
  EXPECT_THAT(kind.what, HasSubstr(expected.what)) << text_of(*sought);
}

TEST(AddressKind, KnowsTheFirstAndLastOfEveryRangeAndTheirNeighbours) {
  for (const Expected& range : kExpected) {
    expect_as_registered(address(range.first));
    expect_as_registered(after(address(range.first)));
    expect_as_registered(address(range.last));
    expect_as_registered(before(address(range.last)));
    expect_as_registered(before(address(range.first)));
    expect_as_registered(after(address(range.last)));
  }
}

TEST(AddressKind, TakesMappedAddressesForWhatTheyAre) {
  for (const char* text : {"::ffff:10.0.0.1", "::ffff:a00:1", "0:0:0:0:0:FFFF:0a00:0001"}) {
    EXPECT_EQ(address(text), address("10.0.0.1"));
    EXPECT_EQ(text_of(address(text)), "10.0.0.1");
  }
}

TEST(AddressKind, NamesTheAddressWithin) {
  const std::pair<const char*, const char*> forms[] = {
      {"::8.8.4.4", "is the IPv4 address 8.8.4.4 in a form out of use"},
      {"::ffff:0:8.8.4.4", "is the IPv4 address 8.8.4.4 in a translator's form out of use"},
      {"64:ff9b::8.8.4.4", "is the IPv4 address 8.8.4.4 behind a translator (NAT64)"},
      {"2002:808:404:1::1", "is the IPv4 address 8.8.4.4 behind a tunnel (6to4)"},
      {"2001:0:4136:e378:8000:63bf:f7f7:fbfb",
       "is the IPv4 address 8.8.4.4 behind a tunnel (Teredo)"},
      {"2a00:1:2:3:0:5efe:808:404", "is the IPv4 address 8.8.4.4 behind a tunnel (ISATAP)"},
      {"fe80::200:5efe:8.8.4.4", "is the IPv4 address 8.8.4.4 behind a tunnel (ISATAP)"},
  };
  for (const auto& [text, what] : forms) EXPECT_EQ(kind_of(address(text)).what, what) << text;
}

TEST(AddressKind, ReadsNoOddSpellings) {
  using namespace std::string_view_literals;
  for (const auto text : {""sv, "127.1"sv, "01.2.3.4"sv, "1.2.3.4 "sv, " 1.2.3.4"sv, "::1%lo"sv,
                          "[::1]"sv, "1.2.3.4\0"sv, "::1\0x"sv, "::ffff:1.2.3"sv, "1::2::3"sv}) {
    EXPECT_FALSE(parse_address(text)) << text;
  }
}

}  // namespace
}  // namespace hookline
