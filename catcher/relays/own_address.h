#pragma once

#include "catcher/base/http/url/url.h"
#include "catcher/base/net/addresses/ip_address.h"

#include <string_view>

namespace hookline {

/// Whether a connection to that address ends at a listener on `listening` of the same port: the
/// address itself, the unspecified one (0.0.0.0 and :: lead to loopback), and, where it listens on
/// all addresses, each that this machine has.
bool reaches_listener(const IpAddress& address, const IpAddress& listening);

/// Whether a URL leads to a listener on this machine: "127.0.0.1:8080" or "[::]:8080", as a server
/// says its own address. Looks the host's name up, but only where the port is that one.
bool leads_to_listener(const Url& url, std::string_view listener);

}  // namespace hookline
