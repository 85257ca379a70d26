#include "tests/support/raw_client.h"

#include "catcher/base/http/url/url.h"

#include <cerrno>
#include <stdexcept>
#include <utility>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hookline::test {
namespace {

int connect_to(const std::string& host, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) {
    throw std::runtime_error("no address for " + host);
  }
  const int made = ::socket(found->ai_family, SOCK_STREAM, 0);
  const int connected = ::connect(made, found->ai_addr, found->ai_addrlen);
  ::freeaddrinfo(found);
  if (connected != 0) {
    ::close(made);
    throw std::runtime_error("can't connect to port " + std::to_string(port));
  }
  const int on = 1;
  ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return made;
}

std::size_t content_length_in(std::string_view head) {
  const auto at = head.find("Content-Length: ");
  return at == std::string_view::npos ? 0 : std::stoul(std::string(head.substr(at + 16, 20)));
}

}  // namespace

RawClient::RawClient(std::uint16_t port, const std::string& host)
    : socket_(connect_to(host, port)) {}

RawClient::RawClient(const std::string& url)
    : RawClient(Url::parse(url).port(), Url::parse(url).host()) {}

RawClient::~RawClient() {
  close();
}

void RawClient::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

void RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) throw std::runtime_error("the server took no more bytes");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void RawClient::finish_sending() {
  ::shutdown(socket_, SHUT_WR);
}

void RawClient::reset() {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close();
}

bool RawClient::read_more() {
  pollfd poll_fd{socket_, POLLIN, 0};
  const auto patience_ms = static_cast<int>(std::chrono::milliseconds(kPatience).count());
  if (::poll(&poll_fd, 1, patience_ms) != 1)
    throw std::runtime_error("no bytes came within the test's patience");
  char bytes[65536];
  const ssize_t got = ::recv(socket_, bytes, sizeof bytes, 0);
  was_reset_ = got < 0 && errno == ECONNRESET;
  if (got <= 0) return false;
  buffer_.append(bytes, static_cast<std::size_t>(got));
  return true;
}

std::string RawClient::read_until(std::string_view text) {
  while (buffer_.find(text) == std::string::npos) {
    if (!read_more())
      throw std::runtime_error("the server closed before it had sent what was expected: " +
                               buffer_);
  }
  return std::exchange(buffer_, "");
}

std::string RawClient::read_answer() {
  std::size_t head_end = 0;
  while ((head_end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!read_more())
      throw std::runtime_error("the server closed in the head of its answer: " + buffer_);
  }
  const std::string_view head(buffer_.data(), head_end + 4);
  std::size_t size = head.size();
  if (head.find("Transfer-Encoding: chunked") != std::string_view::npos) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n0\r\n\r\n", head_end)) == std::string::npos) {
      if (!read_more()) throw std::runtime_error("the server closed in the chunks of its answer");
    }
    size = end + 7;
  } else {
    size += content_length_in(head);
  }
  while (buffer_.size() < size) {
    if (!read_more()) throw std::runtime_error("the server closed in the body of its answer");
  }
  std::string answer = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return answer;
}

std::string RawClient::read_to_end() {
  while (read_more()) {
  }
  return std::exchange(buffer_, "");
}

std::string body_of_answer(const std::string& answer) {
  const auto end = answer.find("\r\n\r\n");
  return end == std::string::npos ? "" : answer.substr(end + 4);
}

int status_of_answer(const std::string& answer) {
  return answer.starts_with("HTTP/1.") && answer.size() > 12 ? std::stoi(answer.substr(9, 3)) : 0;
}

}  // namespace hookline::test
