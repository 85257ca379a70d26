#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/platform/running/delivery_record.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <vector>

namespace hookline {

/// How much of what was delivered is remembered. What is pending always is.
struct DeliveryLogLimits {
  std::size_t count_max = 10'000;
  std::int64_t age_max_us = std::int64_t{24} * 3600 * 1'000'000;
};

/// What was sent lately, and what came of it; the oldest that have ended go first. Any thread.
class DeliveryLog {
 public:
  explicit DeliveryLog(DeliveryLogLimits limits = {}) : limits_(limits) {}

  /// By ascending ids, over all that are there.
  void accept(std::span<const DeliveryRecord> records);
  /// Of what isn't in the log (any more), nothing is noted.
  void note(const Attempt& attempt);

  std::vector<DeliveryRecord> select(const DeliverySelection& selection) const;
  /// Of the last that was accepted; 0 without one.
  std::uint64_t last_id() const;

 private:
  void make_room(std::int64_t now_us);

  const DeliveryLogLimits limits_;
  mutable std::mutex mutex_;
  std::map<std::uint64_t, DeliveryRecord> records_;  ///< guarded by mutex_
  std::uint64_t last_id_ = 0;                        ///< guarded by mutex_
};

}  // namespace hookline
