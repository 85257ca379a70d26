#include "catcher/captures/arrivals.h"

#include <utility>

namespace hookline {

StoreCounts Arrivals::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

void Arrivals::publish(const StoreCounts& counts) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    counts_ = counts;
    wake = waiting_ > 0;
  }
  if (wake) changed_.notify_all();
}

StoreCounts Arrivals::wait_past(std::int64_t id, std::uint64_t cleared,
                                std::chrono::steady_clock::time_point deadline,
                                std::stop_token stop) {
  std::unique_lock lock(mutex_);
  ++waiting_;
  changed_.wait_until(lock, std::move(stop), deadline,
                      [&] { return counts_.last > id || counts_.cleared != cleared; });
  --waiting_;
  return counts_;
}

}  // namespace hookline
