#pragma once

#include "catcher/base/net/connections/connection_sharing.h"
#include "catcher/base/net/connections/outgoing_connection.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace hookline {

// Many a small server closes each connection behind its answer without having said so; a request
// that crosses with that close fails, which nobody has caused. So a receiver's first connection is
// only looked at, and used again once it has stayed open for a while; and connections are given up
// before the servers that people use (2 s and more) would close them. What can still cross with a
// close is sent again where that is safe (OutgoingExchange).

/// Connections that wait for another request to their receiver, which is named by its origin
/// ("https://host:port"). On the thread of its io_context.
class KeptConnections {
 public:
  KeptConnections(boost::asio::io_context& io, KeptConnectionsOptions options)
      : options_(options), timer_(io) {}

  /// One that was open and silent a moment ago; null where there is none.
  OutgoingConnectionPtr take(const std::string& origin);
  /// Takes one on which an exchange has just ended as it should, and keeps or closes it.
  void put(const std::string& origin, OutgoingConnectionPtr connection);
  /// The receiver closed one under a request: its others are closed, and it is on trial again.
  void distrust(const std::string& origin);
  /// The receiver seems to have taken the rest of one request for the beginning of the next: none
  /// of its connections is used again.
  void give_up(const std::string& origin);
  /// Closes all. False where there were none.
  bool clear();

 private:
  using Clock = OutgoingConnection::Clock;
  struct Idle {
    OutgoingConnectionPtr connection;
    Clock::time_point since;
  };
  struct Receiver {
    std::vector<Idle> idle;  ///< the longest first; while it is on trial, one at most
    std::chrono::milliseconds trial{0};
    bool is_trusted = false;
    bool is_given_up = false;
  };

  void close_all(Receiver& receiver);
  void put_on_trial(Receiver& receiver);
  void look_after(Receiver& receiver, Clock::time_point now);
  void watch();

  const KeptConnectionsOptions options_;
  boost::asio::steady_timer timer_;
  bool is_watched_ = false;
  std::map<std::string, Receiver> receivers_;  ///< those that have left a connection
  std::size_t count_ = 0;                      ///< of connections
};

}  // namespace hookline
