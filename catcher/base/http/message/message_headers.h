#pragma once

#include <string_view>

namespace hookline {

/// Headers that belong to how a message is sent, not to what it says. Names in any case.

/// Whether it speaks of the connection it came over: Connection, Keep-Alive, Proxy-Connection, TE,
/// Upgrade, Expect, HTTP2-Settings.
bool is_of_the_connection(std::string_view name);

/// Whether it says where the body ends: Content-Length, Transfer-Encoding, Trailer.
bool is_framing(std::string_view name);

/// Either of these, or Host, or what Hookline says of a delivery of its own: whoever sends a
/// request makes them anew.
bool is_made_by_the_sender(std::string_view name);

}  // namespace hookline
