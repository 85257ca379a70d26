// Opens connections, says so in a line, and holds them without a word until its input ends. With
// --stall it asks each for a stream and never reads it; with --read it reads what comes.
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

int connect_to(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int connection = ::socket(AF_INET, SOCK_STREAM, 0);
  if (::connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    fmt::print(stderr, "can't connect to port {}\n", port);
    std::exit(1);
  }
  return connection;
}

/// Reads all there is until the input ends.
void read_until_told(std::vector<pollfd> connections) {
  connections.push_back({STDIN_FILENO, POLLIN, 0});
  std::vector<char> bytes(1 << 16);
  while (::poll(connections.data(), connections.size(), -1) > 0) {
    if (connections.back().revents != 0) return;
    for (pollfd& connection : connections) {
      if (connection.revents != 0 && ::read(connection.fd, bytes.data(), bytes.size()) <= 0)
        connection.fd = -1;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: idle_connections PORT COUNT [--stall|--read]\n");
    return 1;
  }
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  const std::string_view mode = argc > 3 ? argv[3] : "";
  std::vector<pollfd> connections;
  for (int i = 0; i < std::atoi(argv[2]); ++i) {
    connections.push_back({connect_to(static_cast<std::uint16_t>(std::atoi(argv[1]))), POLLIN, 0});
    constexpr std::string_view kStream = "GET /api/stream HTTP/1.1\r\nHost: localhost\r\n\r\n";
    if (!mode.empty()) (void)!::write(connections.back().fd, kStream.data(), kStream.size());
  }
  fmt::print("open\n");
  std::fflush(stdout);
  read_until_told(mode == "--read" ? connections : std::vector<pollfd>{});
}
