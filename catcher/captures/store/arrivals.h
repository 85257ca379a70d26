#pragma once

#include "catcher/captures/store/searches/hidden_captures.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

namespace hookline {

struct StoreCounts {
  std::int64_t last = 0;      ///< highest id ever given; 0 before the first
  std::int64_t floor = 0;     ///< all captures up to this id have gone, dropped or deleted
  std::uint64_t dropped = 0;  ///< how many went because the store was full, not by request
  std::uint64_t total = 0;    ///< how many are there now, but for the hidden ones
  std::uint64_t bytes = 0;    ///< sum of their kept_bytes(), and of those of their relays
  std::uint64_t cleared = 0;  ///< how many times captures were deleted, hidden or shown by request
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
  explicit Arrivals(const StoreCounts& counts = {}) : stored_(counts), counts_(counts) {}

  StoreCounts counts() const;
  /// Says what the store holds now, hidden captures included, and wakes those who wait. To be
  /// called when readers can find the captures. `removed` are no longer there to be hidden.
  void publish(const StoreCounts& counts, const CaptureIds& removed = {});
  /// See CaptureStore::hide and show.
  void hide(const CaptureIds& ids);
  void show(const CaptureIds& ids);
  /// What readers are to pass over; null where that is nothing.
  std::shared_ptr<const HiddenCaptures> hidden() const;
  /// Says that the capture of this id has changed, and wakes them too.
  void tell_update(std::int64_t id);
  /// See StoredCaptures::updates_after.
  StoreUpdates updates_after(std::uint64_t number) const;
  /// See StoredCaptures::wait_past.
  StoreCounts wait_past(std::int64_t id, std::uint64_t changes,
                        std::chrono::steady_clock::time_point deadline, std::stop_token stop);

 private:
  void wake(std::unique_lock<std::mutex> lock);
  /// Both with mutex_ locked. What is there but hidden doesn't count.
  void count_without_hidden();
  void set_hidden(HiddenCaptures hidden);

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  StoreCounts stored_;         ///< as published; guarded by mutex_
  StoreCounts counts_;         ///< guarded by mutex_
  std::uint64_t hidings_ = 0;  ///< guarded by mutex_; how often some were hidden or shown
  std::shared_ptr<const HiddenCaptures> hidden_;  ///< guarded by mutex_; null: none
  std::deque<std::int64_t> updates_;              ///< the newest; guarded by mutex_
  std::size_t waiting_ = 0;                       ///< guarded by mutex_; how many threads wait
};

}  // namespace hookline
