#pragma once

#include <cstdint>
#include <optional>

namespace hookline {

// A kept connection that dies under a request has it sent again only if the receiver's system
// acknowledged none of it, or this one took none: a webhook delivered twice misleads more than one
// that failed.

/// How many bytes of what was sent on this TCP socket its peer has acknowledged, since the
/// connection was made; none where the system doesn't tell.
std::optional<std::uint64_t> acknowledged_bytes(int socket);

}  // namespace hookline
