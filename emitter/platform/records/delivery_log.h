#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/platform/records/delivery_record.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace hookline {

/// How much of what was delivered is remembered.
struct DeliveryLogLimits {
  std::size_t count_max = 10'000;                     ///< and so many of what is pending
  std::uint64_t bytes_max = std::uint64_t{64} << 20;  ///< of what has ended: bodies and answers
  std::int64_t age_max_us = std::int64_t{24} * 3600 * 1'000'000;
};

/// What was sent lately, and what came of it; what has ended longest ago goes first. Any thread.
class DeliveryLog {
 public:
  explicit DeliveryLog(DeliveryLogLimits limits = {}) : limits_(limits) {}
  const DeliveryLogLimits& limits() const { return limits_; }

  /// By ascending ids, over all that are there.
  void accept(std::span<const DeliveryRecord> records);
  /// Those from that id on were not accepted after all, and none of them was tried.
  void take_back(std::uint64_t first);
  /// Of what isn't in the log (any more), nothing is noted.
  /// `ahead_us` is how far the platform's time is ahead of the calendar.
  void note(const Attempt& attempt, std::int64_t ahead_us = 0);

  /// None where it isn't in the log (any more).
  std::optional<DeliveryRecord> find(std::uint64_t id) const;
  /// Of the lowest id that is in the log; 0 without any.
  std::uint64_t oldest_id() const;
  std::vector<DeliveryRecord> select(const DeliverySelection& selection) const;
  /// How those to one webhook fare.
  struct Faring {
    std::size_t deliveries = 0;
    std::size_t failures =
        0;  ///< ended as failed, their last attempt having begun since `since_us`
    std::optional<DeliveryRecord> last = {};  ///< of the highest id
  };
  /// By webhook; those that nothing was sent to are not there.
  std::map<std::uint64_t, Faring> faring(std::int64_t since_us) const;
  /// Of the last that was accepted; 0 without one.
  std::uint64_t last_id() const;

 private:
  std::vector<DeliveryRecord> select_named(const DeliverySelection& selection) const;
  void count_ended(const DeliveryRecord& record);
  void forget_ended(std::int64_t now_us);
  void forget_pending();

  const DeliveryLogLimits limits_;
  mutable std::mutex mutex_;
  std::map<std::uint64_t, DeliveryRecord> records_;  ///< guarded by mutex_
  /// What has ended, in that order, with the bytes that it counts for; guarded by mutex_.
  std::deque<std::pair<std::uint64_t, std::uint64_t>> ended_;
  std::uint64_t ended_bytes_ = 0;    ///< guarded by mutex_, as the next two
  std::uint64_t counted_event_ = 0;  ///< whose body was counted last
  std::uint64_t last_id_ = 0;        ///< guarded by mutex_
};

}  // namespace hookline
