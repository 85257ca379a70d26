#pragma once

#include "catcher/replies/reply_rule.h"

#include <chrono>
#include <deque>
#include <mutex>

namespace hookline {

// It remembers when its last requests passed, as no stretch may ever see more than it says: a
// sender's test counts on that. A token bucket lets twice as many through.

/// Holds a limit exactly: no stretch of its length ever sees more requests pass. (A token bucket
/// lets twice as many through where one stretch meets the next.) It remembers when each of the
/// last ones passed. Any thread.
class RequestLimiter {
 public:
  using Clock = std::chrono::steady_clock;

  explicit RequestLimiter(RequestLimit limit) : limit_(limit) {}

  /// Zero: it may pass, and counts. Else nothing counts, and so long it has to wait.
  Clock::duration pass(Clock::time_point now);

  const RequestLimit& limit() const { return limit_; }

 private:
  const RequestLimit limit_;
  std::mutex mutex_;
  std::deque<Clock::time_point> passed_;  ///< guarded by mutex_; the oldest first
};

}  // namespace hookline
