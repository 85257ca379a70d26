#include "catcher/wire/wire_server.h"

#include "catcher/base/http/url/host_name.h"
#include "catcher/base/process/diagnostics.h"
#include "catcher/base/process/failure.h"
#include "catcher/wire/connection.h"

#include <algorithm>

#include <boost/asio/post.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr int kBacklog = 4096;
/// Out of file descriptors, or at the connection limit: whoever has waited longest for a request
/// makes room, and accepting is tried again.
constexpr std::chrono::milliseconds kAcceptPause{20};
constexpr std::chrono::minutes kBetweenSayings{10};
/// A loop takes so many connections before the next one gets any. A loop that is kept busy stores
/// more requests at once and sleeps less often than several that share a few connections: on two
/// cores beside the sender, 32 connections on one loop carry a sixth more than on two.
constexpr std::size_t kBeforeNextLoop = 64;

std::string shown(const tcp::endpoint& endpoint) {
  const auto ip = endpoint.address().to_string();
  return endpoint.address().is_v6() ? fmt::format("[{}]:{}", ip, endpoint.port())
                                    : fmt::format("{}:{}", ip, endpoint.port());
}

Failure cannot_listen(const ListenAddress& address, const std::string& flag,
                      const boost::system::error_code& error) {
  const auto where = fmt::format("{}:{}", address.host, address.port);
  if (error == asio::error::address_in_use) {
    return {ExitCode::kCannotRun,
            fmt::format("{} is in use by another program, or by this one, "
                        "started before; stop it, or choose another port with {} "
                        "HOST:PORT (port 0 takes any free one)",
                        where, flag)};
  }
  if (error == asio::error::access_denied) {
    return {
        ExitCode::kCannotRun,
        fmt::format("{} may not be used without special rights; choose a port over 1023 with {}",
                    where, flag)};
  }
  return {ExitCode::kCannotRun,
          fmt::format("can't listen on {}: {}; choose another address with {}", where,
                      error.message(), flag)};
}

}  // namespace

WireServer::WireServer(const ListenAddress& address, const std::string& flag, WireHandler& handler,
                       WireLimits limits, int loops)
    : limits_(limits), acceptor_(io_), pause_(io_) {
  open(address, flag);
  for (int i = 0; i < std::max(1, loops); ++i) {
    loops_.push_back(std::make_unique<EventLoop>(handler, limits_));
    loops_.back()->start();
  }
  accept();
  thread_ = std::thread([this] { io_.run(); });
}

WireServer::~WireServer() {
  stop();
}

void WireServer::open(const ListenAddress& address, const std::string& flag) {
  boost::system::error_code error;
  tcp::resolver resolver(io_);
  // Not every resolver knows the names below localhost.
  const std::string host = is_localhost(address.host) ? "localhost" : address.host;
  const auto found =
      resolver.resolve(host, std::to_string(address.port),
                       tcp::resolver::passive | tcp::resolver::numeric_service, error);
  if (error || found.empty()) {
    throw Failure(ExitCode::kCannotRun,
                  fmt::format("the host \"{}\" of {} has no address here: {}; give an address of "
                              "this machine, such as 127.0.0.1",
                              address.host, flag, error.message()));
  }
  // A name may have an address that this machine doesn't have, such as one of IPv6.
  for (const auto& entry : found) {
    error = listen_on(entry.endpoint());
    if (error != boost::system::errc::address_not_available &&
        error != boost::system::errc::address_family_not_supported)
      break;
  }
  if (error) throw cannot_listen(address, flag, error);
  endpoint_ = acceptor_.local_endpoint();
}

boost::system::error_code WireServer::listen_on(const tcp::endpoint& endpoint) {
  boost::system::error_code error;
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  acceptor_.open(endpoint.protocol(), error);
  // Address reuse alone: with port sharing a second catcher could take captures from a first.
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(kBacklog, error);
  return error;
}

std::string WireServer::address() const {
  return shown(endpoint_);
}

std::uint16_t WireServer::port() const {
  return endpoint_.port();
}

std::size_t WireServer::connections() const {
  std::size_t count = 0;
  for (const auto& loop : loops_) count += loop->connections();
  return count;
}

EventLoop& WireServer::loop_for_next() {
  const auto has_room = [](const auto& loop) { return loop->connections() < kBeforeNextLoop; };
  const auto open = std::find_if(loops_.begin(), loops_.end(), has_room);
  if (open != loops_.end()) return **open;
  return **std::min_element(loops_.begin(), loops_.end(), [](const auto& a, const auto& b) {
    return a->connections() < b->connections();
  });
}

void WireServer::accept() {
  EventLoop& loop = loop_for_next();
  acceptor_.async_accept(loop.io(), [this, &loop](const auto& error, tcp::socket socket) {
    on_accepted(error, std::move(socket), loop);
  });
}

void WireServer::on_accepted(const boost::system::error_code& error, tcp::socket socket,
                             EventLoop& loop) {
  if (error == asio::error::operation_aborted || !acceptor_.is_open()) return;
  if (!error) {
    loop.add(std::make_shared<Connection>(std::move(socket), loop));
  }
  if (error) {
    say_now_and_then(fmt::format("{} can't accept a connection: {}", address(), error.message()));
    make_room();
    return accept_later();
  }
  connections() < limits_.connections_max ? accept() : accept_later();
}

void WireServer::accept_later() {
  pause_.expires_after(kAcceptPause);
  pause_.async_wait([this](const auto& cancelled) {
    if (cancelled || !acceptor_.is_open()) return;
    const std::size_t open = connections();
    if (open < limits_.connections_max) return accept();
    say_now_and_then(fmt::format("{} has {} connections open, as many as it may", address(), open));
    make_room();
    accept_later();
  });
}

void WireServer::make_room() {
  for (const auto& loop : loops_) loop->make_room();
}

void WireServer::say_now_and_then(const std::string& what) {
  const auto now = std::chrono::steady_clock::now();
  if (said_at_ != decltype(said_at_)() && now - said_at_ < kBetweenSayings) return;
  said_at_ = now;
  warn(fmt::format(
      "{}; those that have waited longest for a request are closed for new ones. ulimit -n sets "
      "how many files, and with them connections, there may be",
      what));
}

void WireServer::shut_down() {
  for (const auto& loop : loops_) loop->shut_down();
}

void WireServer::ask_to_stop() {
  if (thread_.joinable()) {
    asio::post(io_, [this] {
      boost::system::error_code ignored;
      acceptor_.close(ignored);
      pause_.cancel();
    });
    thread_.join();
  }
  for (const auto& loop : loops_) loop->ask_to_stop();
}

void WireServer::stop() {
  ask_to_stop();
  for (const auto& loop : loops_) loop->stop();
}

}  // namespace hookline
