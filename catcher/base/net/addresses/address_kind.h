#pragma once

#include "catcher/base/net/addresses/ip_address.h"

#include <cstdint>
#include <string>

namespace hookline {

/// Who can be meant by an address.
enum class Reach : std::uint8_t {
  kLoopback,  ///< this machine
  kPublic,    ///< somebody on the internet
  kPrivate,   ///< somebody on one's own network: where staging hosts are
  kSpecial,   ///< nobody who receives webhooks: metadata services, multicast, tunnels, examples…
};

struct AddressKind {
  Reach reach = Reach::kPublic;
  std::string what;  ///< what it is, after "which": "is a private address"
};

/// By the special-purpose registries of IANA (RFC 6890, RFC 8190; the state of October 2025), the
/// ranges of IPv6 that nobody was given, and the clouds' metadata services. An IPv4 address within
/// an IPv6 one is named; behind NAT64, which an IPv6-only network puts before everything, it
/// decides who can be meant.
AddressKind kind_of(const IpAddress& address);

}  // namespace hookline
