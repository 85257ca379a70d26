#include "catcher/api/call/http_server.h"

#include "catcher/wire/sender_watch.h"

#include <algorithm>
#include <cerrno>
#include <chrono>

#include <poll.h>
#include <sys/socket.h>

namespace hookline {
namespace {

#ifdef MSG_NOSIGNAL
constexpr int kNoSignal = MSG_NOSIGNAL;
#else
constexpr int kNoSignal = 0;  // macOS: SO_NOSIGPIPE, which Asio sets on its sockets
#endif

constexpr size_t kBytesPerSecondMin = 16 << 10;

ssize_t read_from(std::string_view& in, char* data, size_t size) {
  const size_t taken = std::min(size, in.size());
  std::copy_n(in.data(), taken, data);
  in.remove_prefix(taken);
  return static_cast<ssize_t>(taken);
}

}  // namespace

HttpServer::HttpServer() {
  set_keep_alive_max_count(1'000'000);
  set_keep_alive_timeout(75);
  set_payload_max_length(std::size_t{256} << 20);
  // httplib ends content providers once its listening socket is the invalid one. It has no socket
  // here, so any other number says that it runs.
  svr_sock_ = 0;
}

bool HttpServer::serve(httplib::Stream& stream, bool keep_alive,
                       std::function<bool()> is_given_up) {
  bool closes = false;
  // httplib would compress the answer for a caller that takes that, with Brotli's slowest setting:
  // a second for a list of 500 captures.
  const auto prepare = [&is_given_up](httplib::Request& request) {
    request.headers.erase("Accept-Encoding");
    // The connection has sent "100 Continue" already.
    request.headers.erase("Expect");
    // httplib asks this of its clients' calls alone, and hands it on to our handlers.
    if (is_given_up) request.progress = [&](auto, auto) { return !is_given_up(); };
  };
  const bool written = process_request(stream, !keep_alive, closes, prepare);
  return written && keep_alive && !closes;
}

std::vector<std::string> HttpServer::methods_for(const std::string& path) const {
  std::vector<std::string> methods;
  for (const Route& route : routes_) {
    if (!std::regex_match(path, route.regex)) continue;
    methods.push_back(route.method);
    if (route.method == "GET") methods.push_back("HEAD");
  }
  return methods;
}

void HttpServer::end_streams() {
  svr_sock_ = INVALID_SOCKET;
}

ssize_t SocketStream::read(char* data, size_t size) {
  return read_from(in_, data, size);
}

ssize_t SocketStream::write(const char* data, size_t size) {
  // There is a limit for the whole, too: a reader that takes a byte now and then would hold the
  // thread for ever.
  const auto deadline = std::chrono::steady_clock::now() +
                        std::chrono::milliseconds(write_timeout_ms_) +
                        std::chrono::seconds(size / kBytesPerSecondMin);
  has_begun_ = true;
  size_t written = 0;
  while (written < size) {
    const ssize_t sent = ::send(socket_, data + written, size - written, kNoSignal);
    if (sent > 0) {
      written += static_cast<size_t>(sent);
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      if (std::chrono::steady_clock::now() > deadline) return -1;
      if (!wait_writable(write_timeout_ms_)) return -1;
    } else if (errno != EINTR) {
      return -1;
    }
  }
  return static_cast<ssize_t>(written);
}

bool SocketStream::wait_writable(int timeout_ms) const {
  pollfd poll_fd{socket_, POLLOUT, 0};
  return ::poll(&poll_fd, 1, timeout_ms) == 1 && (poll_fd.revents & POLLOUT) != 0;
}

bool SocketStream::is_given_up() {
  const PeerState caller = peer_state(socket_);
  if (caller != PeerState::kEndedItsSide) return caller == PeerState::kGone;
  if (has_begun_) return true;
  if (!takes_interim_) return false;
  if (!was_interim_sent_.exchange(true)) {
    constexpr std::string_view kInterim = "HTTP/1.1 102 Processing\r\n\r\n";
    // The send buffer is empty: it takes these bytes whole.
    if (::send(socket_, kInterim.data(), kInterim.size(), kNoSignal) < 0) return true;
  }
  return peer_state(socket_) == PeerState::kGone;
}

bool SocketStream::is_writable() const {
  // httplib asks before each piece of a stream. Of a viewer that has gone, the socket says the end,
  // or an error.
  char byte = 0;
  const ssize_t peeked = ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  if (peeked == 0 || (peeked < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR))
    return false;
  return true;
}

void SocketStream::get_remote_ip_and_port(std::string&, int&) const {}

void SocketStream::get_local_ip_and_port(std::string&, int&) const {}

}  // namespace hookline
