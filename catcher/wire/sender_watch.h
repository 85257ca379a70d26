#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace hookline {

/// What is known of a connection's other end without reading from it or sending to it.
enum class PeerState : std::uint8_t {
  kThere,
  kEndedItsSide,  ///< sends nothing more; whether it still reads can't be known without sending
  kGone,          ///< the connection is broken
};
/// Any thread; it doesn't wait.
PeerState peer_state(int socket);

/// Tells whether somebody still waits for a delayed answer. A sender that has ended its side of the
/// connection may still be reading. That can't be known before something is sent, so it counts as
/// gone after three seconds.
class SenderWatch {
 public:
  /// To be called every now and then while the answer is delayed.
  bool is_gone(int socket, std::chrono::steady_clock::time_point now);
  /// For the next request.
  void reset() { ended_at_.reset(); }

 private:
  std::optional<std::chrono::steady_clock::time_point> ended_at_;
};

}  // namespace hookline
