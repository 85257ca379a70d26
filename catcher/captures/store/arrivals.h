#pragma once

#include "catcher/captures/store/capture_store.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <stop_token>

namespace hookline {

/// What a store holds, and waiting for it to change. Any thread may call anything; nobody holds the
/// mutex for longer than a copy.
class Arrivals {
 public:
  explicit Arrivals(const StoreCounts& counts = {}) : counts_(counts) {}

  StoreCounts counts() const;
  /// Says what the store holds now and wakes who waits. The captures are readable by then.
  void publish(const StoreCounts& counts);
  /// The same, and that the capture of this id is no longer what it was.
  void publish_update(const StoreCounts& counts, std::int64_t id);
  /// See CaptureStore::updates_after.
  StoreUpdates updates_after(std::uint64_t number) const;
  /// See CaptureStore::wait_past.
  StoreCounts wait_past(std::int64_t id, std::uint64_t changes,
                        std::chrono::steady_clock::time_point deadline, std::stop_token stop);

 private:
  void publish(const StoreCounts& counts, std::unique_lock<std::mutex> lock);

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  StoreCounts counts_;                ///< guarded by mutex_
  std::deque<std::int64_t> updates_;  ///< the newest; guarded by mutex_
  std::size_t waiting_ = 0;           ///< guarded by mutex_; nobody is woken where nobody waits
};

}  // namespace hookline
