#pragma once

#include <cstdint>

namespace hookline {

/// What is known of a connection's other end without reading from it or sending to it.
enum class PeerState : std::uint8_t {
  kThere,
  kEndedItsSide,  ///< sends nothing more; whether it still reads only a send would tell
  kGone,          ///< the connection is broken
};

PeerState peer_state(int socket);

}  // namespace hookline
