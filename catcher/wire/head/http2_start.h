#pragma once

#include <string_view>

namespace hookline {

/// Whether a connection begins in HTTP/2 without asking (RFC 9113, 3.3).
bool is_http2(std::string_view bytes);

/// Whether its first request is there to its last frame. Nothing of it is decoded: whoever looks at
/// what was sent wants all of it, and the sender waits for no word in between.
bool holds_http2_request(std::string_view bytes);

}  // namespace hookline
