#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <stop_token>
#include <vector>

namespace hookline {

struct StoreCounts {
  std::int64_t last = 0;      ///< highest id ever given; 0 before the first
  std::int64_t floor = 0;     ///< all captures up to this id have gone, dropped or deleted
  std::uint64_t dropped = 0;  ///< how many went because the store was full, not by request
  std::uint64_t total = 0;    ///< how many are there now
  std::uint64_t bytes = 0;    ///< sum of their kept_bytes(), and of those of their relays
  std::uint64_t cleared = 0;  ///< how many times captures were deleted by request
  std::uint64_t updated = 0;  ///< how many times one has changed, since the store was opened

  /// Grows with whatever happens to captures that were there before; viewers watch it.
  std::uint64_t changes() const { return cleared + updated; }
};

/// Which captures have changed.
struct StoreUpdates {
  std::vector<std::int64_t> ids;  ///< in the order of the changes; one may stand there twice
  std::uint64_t last = 0;         ///< StoreCounts::updated after the last of them
  bool complete = true;           ///< false: there were more than are remembered
};

/// How many captures a store holds, and waiting for that to change. Any thread may call anything,
/// and none is held up for longer than it takes to copy the counts.
class Arrivals {
 public:
  explicit Arrivals(const StoreCounts& counts = {}) : counts_(counts) {}

  StoreCounts counts() const;
  /// Says what the store holds now and wakes those who wait. To be called when readers can find
  /// the captures.
  void publish(const StoreCounts& counts);
  /// Says that the capture of this id has changed, and wakes them too.
  void tell_update(std::int64_t id);
  /// See StoredCaptures::updates_after.
  StoreUpdates updates_after(std::uint64_t number) const;
  /// See StoredCaptures::wait_past.
  StoreCounts wait_past(std::int64_t id, std::uint64_t changes,
                        std::chrono::steady_clock::time_point deadline, std::stop_token stop);

 private:
  void wake(std::unique_lock<std::mutex> lock);

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  StoreCounts counts_;                ///< guarded by mutex_
  std::deque<std::int64_t> updates_;  ///< the newest; guarded by mutex_
  std::size_t waiting_ = 0;           ///< guarded by mutex_; how many threads wait
};

}  // namespace hookline
