#include "catcher/wire/peer/sender_watch.h"

#include "catcher/wire/peer/peer_state.h"

namespace hookline {
namespace {

constexpr std::chrono::milliseconds kHalfClosedTime{3000};

}  // namespace

bool SenderWatch::is_gone(int socket, std::chrono::steady_clock::time_point now) {
  const PeerState sender = peer_state(socket);
  if (sender != PeerState::kEndedItsSide) return sender == PeerState::kGone;
  if (!ended_at_) ended_at_ = now;
  return now - *ended_at_ > kHalfClosedTime;
}

}  // namespace hookline
