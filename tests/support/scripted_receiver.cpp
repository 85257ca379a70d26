#include "tests/support/scripted_receiver.h"

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hookline {
namespace {

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;
  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

Address address_of(const std::string& text) {
  Address address;
  auto* ipv4 = reinterpret_cast<sockaddr_in*>(&address.storage);
  auto* ipv6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
  if (inet_pton(AF_INET, text.c_str(), &ipv4->sin_addr) == 1) {
    ipv4->sin_family = AF_INET;
    address.size = sizeof(sockaddr_in);
  } else if (inet_pton(AF_INET6, text.c_str(), &ipv6->sin6_addr) == 1) {
    ipv6->sin6_family = AF_INET6;
    address.size = sizeof(sockaddr_in6);
  } else {
    throw std::runtime_error(text + " is no address");
  }
  return address;
}

int bound_socket(const std::string& text) {
  Address address = address_of(text);
  const int socket = ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0 || ::bind(socket, address.get(), address.size) != 0) {
    throw std::runtime_error("can't bind to " + text);
  }
  return socket;
}

std::uint16_t port_of(int socket) {
  Address address;
  address.size = sizeof(address.storage);
  ::getsockname(socket, address.get(), &address.size);
  return ntohs(reinterpret_cast<sockaddr_in*>(&address.storage)->sin_port);
}

/// The whole size of the request at the start of the text; 0 while its head isn't whole.
std::size_t request_size(const std::string& text) {
  const auto head_end = text.find("\r\n\r\n");
  if (head_end == std::string::npos) return 0;
  const auto length = text.find("Content-Length: ");
  if (length >= head_end) return head_end + 4;
  return head_end + 4 + std::strtoul(text.c_str() + length + 16, nullptr, 10);
}

}  // namespace

bool ScriptedReceiver::Connection::wait_readable() {
  pollfd watched[] = {{socket_, POLLIN, 0}, {receiver_.stop_, POLLIN, 0}};
  ::poll(watched, 2, -1);
  return watched[1].revents == 0;
}

bool ScriptedReceiver::Connection::read_some() {
  if (!wait_readable()) return false;
  char bytes[65536];
  const auto count = ::recv(socket_, bytes, sizeof bytes, 0);
  if (count <= 0) return false;
  unread_.append(bytes, static_cast<std::size_t>(count));
  return true;
}

std::string ScriptedReceiver::Connection::read_request() {
  std::size_t size = 0;
  while ((size = request_size(unread_)) == 0 || unread_.size() < size) {
    if (!read_some()) return {};
  }
  std::string request = unread_.substr(0, size);
  unread_.erase(0, size);
  receiver_.record(request);
  return request;
}

std::string ScriptedReceiver::Connection::read_to_end() {
  while (read_some()) {
  }
  return std::exchange(unread_, {});
}

bool ScriptedReceiver::Connection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    pollfd watched[] = {{socket_, POLLOUT, 0}, {receiver_.stop_, POLLIN, 0}};
    ::poll(watched, 2, -1);
    if (watched[1].revents != 0) return false;
    const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void ScriptedReceiver::Connection::close() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
}

void ScriptedReceiver::Connection::reset() {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close();
}

bool ScriptedReceiver::Connection::wait_ms(int ms) {
  pollfd stop{receiver_.stop_, POLLIN, 0};
  return ::poll(&stop, 1, ms) == 0;
}

ScriptedReceiver::ScriptedReceiver(Script script, const std::string& address)
    : script_(std::move(script)),
      listener_(bound_socket(address)),
      stop_(::eventfd(0, EFD_CLOEXEC)) {
  port_ = port_of(listener_);
  ::listen(listener_, 1024);
  acceptor_ = std::thread([this] { run(); });
}

ScriptedReceiver::~ScriptedReceiver() {
  ::eventfd_write(stop_, 1);
  acceptor_.join();
  for (std::thread& worker : workers_) worker.join();
  ::close(listener_);
  ::close(stop_);
}

void ScriptedReceiver::run() {
  for (;;) {
    pollfd watched[] = {{listener_, POLLIN, 0}, {stop_, POLLIN, 0}};
    ::poll(watched, 2, -1);
    if (watched[1].revents != 0) return;
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    const std::lock_guard lock(mutex_);
    const std::size_t number = connections_++;
    changed_.notify_all();
    workers_.emplace_back([this, socket, number] {
      Connection connection(*this, socket, number);
      script_(connection);
      connection.close();
    });
  }
}

void ScriptedReceiver::record(const std::string& request) {
  const std::lock_guard lock(mutex_);
  requests_.push_back(request);
  changed_.notify_all();
}

std::string ScriptedReceiver::url(std::string_view path) const {
  return fmt::format("http://127.0.0.1:{}{}", port_, path);
}

std::vector<std::string> ScriptedReceiver::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

std::size_t ScriptedReceiver::connections() const {
  const std::lock_guard lock(mutex_);
  return connections_;
}

bool ScriptedReceiver::wait_for_requests(std::size_t count) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::seconds(20),
                           [&] { return requests_.size() >= count; });
}

ScriptedReceiver::Script answering(std::string answer) {
  return [answer = std::move(answer)](ScriptedReceiver::Connection& connection) {
    while (!connection.read_request().empty()) {
      if (!connection.send(answer)) return;
    }
  };
}

std::string answer_with(int status, std::string_view body) {
  return fmt::format("HTTP/1.1 {} Said\r\nContent-Length: {}\r\n\r\n{}", status, body.size(), body);
}

std::string plain_answer(int status, std::string_view more_headers) {
  return fmt::format("HTTP/1.1 {} Whatever\r\nContent-Length: 0\r\n{}\r\n", status, more_headers);
}

std::uint16_t unused_port() {
  const int socket = bound_socket("127.0.0.1");
  const std::uint16_t port = port_of(socket);
  ::close(socket);
  return port;
}

}  // namespace hookline
