#pragma once

#include <cstdint>
#include <string>

namespace hookline {

/// An address to listen on. Port 0: any free one.
struct ListenAddress {
  std::string host = "127.0.0.1";  ///< a name or an address, IPv6 without brackets
  std::uint16_t port = 0;
  friend bool operator==(const ListenAddress&, const ListenAddress&) = default;
};

/// "HOST:PORT", "[::1]:PORT" or ":PORT" (loopback). Throws std::invalid_argument with a sentence.
ListenAddress parse_listen_address(const std::string& text);

/// Whether it can be reached from this machine alone.
bool is_loopback(const ListenAddress& address);

}  // namespace hookline
