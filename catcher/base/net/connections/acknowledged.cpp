#include "catcher/base/net/connections/acknowledged.h"

#ifdef __linux__
#include <cstddef>

// Not <netinet/tcp.h>, whose tcp_info ends before tcpi_bytes_acked; the two can't be had together.
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace hookline {

std::optional<std::uint64_t> acknowledged_bytes([[maybe_unused]] int socket) {
#ifdef __linux__
  tcp_info info{};
  socklen_t size = sizeof(info);
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return std::nullopt;
  if (size < offsetof(tcp_info, tcpi_bytes_acked) + sizeof(info.tcpi_bytes_acked)) {
    return std::nullopt;
  }
  return info.tcpi_bytes_acked;
#else
  return std::nullopt;
#endif
}

}  // namespace hookline
