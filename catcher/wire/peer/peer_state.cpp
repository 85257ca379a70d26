#include "catcher/wire/peer/peer_state.h"

#include <poll.h>
#include <sys/socket.h>

namespace hookline {

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

}  // namespace hookline
