#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

namespace hookline {

/// A connection to a receiver, which may carry several requests one after another. On the thread of
/// its io_context.
class OutgoingConnection {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  using Tls = boost::asio::ssl::stream<Socket&>;
  using Clock = std::chrono::steady_clock;

  explicit OutgoingConnection(boost::asio::io_context& io) : socket_(io) {}

  Socket& socket() { return socket_; }
  /// Null while there is none over the socket.
  const std::unique_ptr<Tls>& tls() const { return tls_; }
  Tls& begin_tls(boost::asio::ssl::context& context);

  /// Before each request that goes out over it.
  void begin_request();
  /// Whether it had carried a request before the one under way.
  bool is_reused() const { return requests_ > 1; }
  /// Whether the receiver's system is known to have had nothing of the request under way when it
  /// closed the connection: its close acknowledges none of the request's bytes. A reset says
  /// nothing about that.
  bool closed_before_request();

  /// Since its first request.
  Clock::duration age() const { return Clock::now() - begun_; }
  /// Has the receiver's system send at once what it holds back until the answer is acknowledged
  /// (Nagle's algorithm), which would else come with the next answer.
  void acknowledge_now();
  /// Whether it is open and has nothing to read: neither its end, nor bytes that answer nothing.
  bool is_quiet();

 private:
  Socket socket_;
  std::unique_ptr<Tls> tls_;
  int requests_ = 0;
  std::optional<std::uint64_t> acknowledged_before_;  ///< of a reused one, before the request
  Clock::time_point begun_;
};

using OutgoingConnectionPtr = std::shared_ptr<OutgoingConnection>;

}  // namespace hookline
