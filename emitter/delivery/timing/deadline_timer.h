#pragma once

#include "emitter/delivery/timing/deadline_wheel.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace hookline {

/// Expires deadlines on an io_context. For the thread of that alone.
class DeadlineTimer {
 public:
  explicit DeadlineTimer(boost::asio::io_context& io) : timer_(io) {}

  /// Its expire() is called when its time comes; see DeadlineWheel::join.
  void watch(Deadline& deadline, Clock::time_point at);
  /// Expires nothing more, so that the io_context can run out of work.
  void stop() { timer_.cancel(); }

 private:
  void wait_until(Clock::time_point at);

  DeadlineWheel wheel_;
  boost::asio::steady_timer timer_;
  Clock::time_point timer_at_ = Clock::time_point::max();
};

}  // namespace hookline
