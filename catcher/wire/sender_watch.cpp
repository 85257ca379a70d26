#include "catcher/wire/sender_watch.h"

#include <poll.h>
#include <sys/socket.h>

namespace hookline {
namespace {

constexpr std::chrono::milliseconds kHalfClosedTime{3000};

}  // namespace

PeerState peer_state(int socket) {
#ifdef POLLRDHUP
  constexpr short kEnded =
      POLLRDHUP;  // also where bytes that weren't read yet stand before the end
#else
  constexpr short kEnded = 0;
#endif
  pollfd poll_fd{socket, kEnded, 0};
  if (::poll(&poll_fd, 1, 0) < 0) return PeerState::kThere;
  if ((poll_fd.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0) return PeerState::kGone;
  if ((poll_fd.revents & kEnded) != 0) return PeerState::kEndedItsSide;
  char next = 0;
  const bool ended = kEnded == 0 && ::recv(socket, &next, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
  return ended ? PeerState::kEndedItsSide : PeerState::kThere;
}

bool SenderWatch::is_gone(int socket, std::chrono::steady_clock::time_point now) {
  const PeerState sender = peer_state(socket);
  if (sender != PeerState::kEndedItsSide) return sender == PeerState::kGone;
  if (!ended_at_) ended_at_ = now;
  return now - *ended_at_ > kHalfClosedTime;
}

}  // namespace hookline
