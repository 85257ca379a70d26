#include "emitter/platform/api/rate_limit.h"

namespace hookline {

RateLimit::Verdict RateLimit::take(Time now) {
  const std::lock_guard lock(mutex_);
  while (!taken_.empty() && now - taken_.front() >= std::chrono::seconds(1)) taken_.pop_front();
  if (taken_.size() >= calls_) return {false, 0};
  taken_.push_back(now);
  return {true, calls_ - taken_.size()};
}

}  // namespace hookline
