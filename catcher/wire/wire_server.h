#pragma once

#include "catcher/wire/event_loop.h"
#include "catcher/wire/exchange.h"
#include "catcher/wire/limits/wire_limits.h"
#include "catcher/wire/listen_address.h"

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

namespace hookline {

// At the connection limit whoever has waited longest for a request makes room for who comes: half-
// open connections cost those that opened them.

/// Accepts connections on one address and deals them out to its loops. Both of the catcher's
/// addresses are served by one; what is answered is up to the handler.
class WireServer {
 public:
  /// Binds and accepts from now on. The handler outlives the server. Throws Failure(kCannotRun)
  /// when the address can't be had; `flag` is how the user chose it ("--listen").
  WireServer(const ListenAddress& address, const std::string& flag, WireHandler& handler,
             WireLimits limits, int loops);
  ~WireServer();
  WireServer(const WireServer&) = delete;
  WireServer& operator=(const WireServer&) = delete;

  /// "127.0.0.1:41234", "[::1]:41234"
  std::string address() const;
  std::uint16_t port() const;
  std::size_t connections() const;
  /// Ends both directions of every connection, for those that are served natively.
  void shut_down();
  /// Begins stop() without waiting for it.
  void ask_to_stop();
  /// Accepts no more; the loops end as EventLoop::stop() says. May be called twice.
  void stop();

 private:
  void open(const ListenAddress& address, const std::string& flag);
  boost::system::error_code listen_on(const boost::asio::ip::tcp::endpoint& endpoint);
  void accept();
  void on_accepted(const boost::system::error_code& error, boost::asio::ip::tcp::socket socket,
                   EventLoop& loop);
  void accept_later();
  void make_room();
  void say_now_and_then(const std::string& what);
  EventLoop& loop_for_next();

  const WireLimits limits_;
  std::vector<std::unique_ptr<EventLoop>> loops_;
  boost::asio::io_context io_{1};
  boost::asio::ip::tcp::acceptor acceptor_;
  boost::asio::steady_timer pause_;
  boost::asio::ip::tcp::endpoint endpoint_;
  /// When it was last logged that connections are short; used by the accepting thread alone.
  std::chrono::steady_clock::time_point said_at_;
  std::thread thread_;
};

}  // namespace hookline
