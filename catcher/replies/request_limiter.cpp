#include "catcher/replies/request_limiter.h"

#include <algorithm>

namespace hookline {

RequestLimiter::Clock::duration RequestLimiter::pass(Clock::time_point now) {
  const std::chrono::milliseconds per(limit_.per_ms);
  const std::lock_guard lock(mutex_);
  // Threads read the clock before they come here, and may come in another order.
  if (!passed_.empty()) now = std::max(now, passed_.back());
  while (!passed_.empty() && passed_.front() + per <= now) passed_.pop_front();
  if (passed_.size() >= limit_.requests) return passed_.front() + per - now;
  passed_.push_back(now);
  return Clock::duration::zero();
}

}  // namespace hookline
