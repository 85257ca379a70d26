#pragma once

#include <string_view>

namespace hookline {

/// Whether a connection begins with HTTP/2 at once, without an upgrade (RFC 9113, 3.3).
bool is_http2(std::string_view bytes);

/// Whether all frames of its first request have come. They aren't decoded, only kept for whoever
/// looks at the capture.
bool holds_http2_request(std::string_view bytes);

}  // namespace hookline
