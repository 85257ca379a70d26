#pragma once

#include "catcher/wire/exchange.h"
#include "catcher/wire/limits/wire_limits.h"

#include <atomic>
#include <memory>
#include <thread>
#include <unordered_set>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace hookline {

class Connection;

/// One thread and the connections that belong to it. What they complete between two waits for the
/// kernel is handed to the handler as one batch. All but start(), stop(), ask_to_stop(),
/// connections() and where it says so is for the loop's own thread.
class EventLoop {
 public:
  /// Both references outlive the loop.
  EventLoop(WireHandler& handler, const WireLimits& limits);
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  void start();
  /// Answers what is complete, gives answers on their way a moment, closes the rest and joins the
  /// thread.
  void stop();
  /// Begins that without waiting, so that several loops may end at the same time.
  void ask_to_stop();
  /// Closes some of the connections that have waited longest for a request, or for the rest of one;
  /// none that has waited for less than a moment. Any thread; without waiting.
  void make_room();
  /// Ends both directions of every connection: whoever serves one natively fails at once. Any
  /// thread; without waiting.
  void shut_down();
  boost::asio::io_context& io() { return io_; }
  std::size_t connections() const { return count_.load(std::memory_order_relaxed); }

  /// Counts it at once and starts it soon. Any thread.
  void add(std::shared_ptr<Connection> connection);
  void remove(const std::shared_ptr<Connection>& connection);
  /// The connection has a complete request; it is handled with the others of this wake-up.
  void enqueue(std::shared_ptr<Connection> connection);
  /// Room for one read, shared by the connections: an idle one holds no buffer.
  std::vector<char>& scratch() { return scratch_; }
  const WireLimits& limits() const { return limits_; }
  bool is_stopping() const { return stopping_; }

 private:
  void run();
  void flush();
  void watch_timeouts();
  void begin_stop();
  void start(std::shared_ptr<Connection> connection);
  void close_longest_waiting();

  WireHandler& handler_;
  const WireLimits& limits_;
  boost::asio::io_context io_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  boost::asio::steady_timer timeouts_;
  std::unordered_set<std::shared_ptr<Connection>> connections_;
  std::vector<ExchangePtr> batch_;
  std::vector<char> scratch_;
  bool stopping_ = false;
  bool asked_ = false;  ///< to stop; of the thread that stops
  std::atomic<std::size_t> count_{0};
  std::thread thread_;
};

}  // namespace hookline
