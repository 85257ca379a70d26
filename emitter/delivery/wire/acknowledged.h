#pragma once

#include <cstdint>
#include <optional>

namespace hookline {

/// How many bytes of what was sent on this TCP socket its peer has acknowledged, since the
/// connection was made; none where the system doesn't tell.
std::optional<std::uint64_t> acknowledged_bytes(int socket);

}  // namespace hookline
