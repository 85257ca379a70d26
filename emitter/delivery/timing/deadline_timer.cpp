#include "emitter/delivery/timing/deadline_timer.h"

#include <chrono>

namespace hookline {

void DeadlineTimer::watch(Deadline& deadline, Clock::time_point at) {
  wheel_.join(deadline, at);
  if (at < timer_at_) wait_until(at);
}

void DeadlineTimer::wait_until(Clock::time_point at) {
  // Full milliseconds: one wake-up for all that are due within one.
  timer_at_ = std::chrono::ceil<std::chrono::milliseconds>(at);
  timer_.expires_at(timer_at_);
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    timer_at_ = Clock::time_point::max();
    wheel_.expire_until(Clock::now());
    const auto next = wheel_.first();
    if (next < timer_at_) wait_until(next);
  });
}

}  // namespace hookline
