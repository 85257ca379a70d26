#include "emitter/delivery/wire/sockets/stamped_read.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>

#include <boost/asio/error.hpp>
#include <sys/socket.h>
#ifdef __linux__
#include <linux/errqueue.h>
#include <linux/net_tstamp.h>
#endif

namespace hookline {
namespace {

using WallClock = std::chrono::system_clock;

#ifdef __linux__
std::optional<WallClock::time_point> stamp_in(msghdr& message) {
  for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr;
       part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SO_TIMESTAMPING) continue;
    scm_timestamping stamps{};
    std::memcpy(&stamps, CMSG_DATA(part), sizeof(stamps));
    if (stamps.ts[0].tv_sec == 0) return std::nullopt;
    return WallClock::time_point(std::chrono::duration_cast<WallClock::duration>(
        std::chrono::seconds(stamps.ts[0].tv_sec) +
        std::chrono::nanoseconds(stamps.ts[0].tv_nsec)));
  }
  return std::nullopt;
}
#else
std::optional<WallClock::time_point> stamp_in(msghdr&) {
  return std::nullopt;
}
#endif

/// On the clock of deliveries.
Clock::time_point arrival_of(const std::optional<WallClock::time_point>& stamp) {
  const auto now = Clock::now();
  if (!stamp) return now;
  const auto ago = std::max(WallClock::now() - *stamp, WallClock::duration::zero());
  return now - ago;
}

}  // namespace

void stamp_arrivals([[maybe_unused]] int socket) {
#ifdef __linux__
  const int wanted = SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE;
  ::setsockopt(socket, SOL_SOCKET, SO_TIMESTAMPING, &wanted, sizeof(wanted));
#endif
}

StampedBytes read_stamped(int socket, std::span<char> room, boost::system::error_code& error) {
  iovec bytes{room.data(), room.size()};
  alignas(cmsghdr) std::array<char, 256> parts{};
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = parts.data();
  message.msg_controllen = parts.size();
  ssize_t count = 0;
  do {
    count = ::recvmsg(socket, &message, MSG_DONTWAIT);
  } while (count < 0 && errno == EINTR);
  if (count < 0) {
    error.assign(errno, boost::system::system_category());
    return {};
  }
  if (count == 0) error = boost::asio::error::eof;
  return {static_cast<std::size_t>(count), arrival_of(stamp_in(message))};
}

}  // namespace hookline
