#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <mutex>

namespace hookline {

/// So many calls in any second, of all callers together. Any thread.
class RateLimit {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `calls` a second, at least 1.
  explicit RateLimit(std::size_t calls) : calls_(calls) {}

  struct Verdict {
    bool is_taken;
    std::size_t remaining;  ///< calls that would be taken at once
  };
  /// One call at that time, which never lies before the last one's. A call that isn't taken doesn't
  /// count.
  Verdict take(Time now);
  std::size_t calls() const { return calls_; }

 private:
  const std::size_t calls_;
  std::mutex mutex_;
  std::deque<Time> taken_;  ///< of the last second; guarded by mutex_
};

}  // namespace hookline
