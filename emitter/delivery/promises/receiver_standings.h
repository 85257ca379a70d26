#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/delivery/promises/retry_policy.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

namespace hookline {

// How a receiver fares is known to the one loop that it belongs to: nothing is shared, and nothing
// is kept of receivers that don't fail.

/// How the receivers fare that lately failed; nothing is kept of the others. It is here that a
/// receiver is switched off; whoever keeps receivers learns of it from Attempt::switched_off. One
/// thread.
class ReceiverStandings {
 public:
  /// The policy outlives it.
  explicit ReceiverStandings(const RetryPolicy& policy) : policy_(policy) {}

  /// Says what the attempt means for its delivery and its receiver, and remembers it.
  void judge(Attempt& attempt);
  /// It begins anew, also where it is off.
  void forget(ReceiverId receiver) { standings_.erase(receiver); }
  /// By somebody else.
  void switch_off(ReceiverId receiver) { standings_[receiver].is_off = true; }
  bool is_off(ReceiverId receiver) const { return !standings_.empty() && find(receiver).is_off; }
  /// Nothing is to be sent to it before; long past where there is nothing to spare.
  Clock::time_point spared_until(ReceiverId receiver) const {
    return standings_.empty() ? Clock::time_point{} : find(receiver).spared_until;
  }

 private:
  struct Standing {
    std::uint64_t failed_in_a_row = 0;
    std::optional<Clock::time_point> failing_since;
    Clock::time_point spared_until = {};
    bool is_off = false;
  };
  Standing find(ReceiverId receiver) const;
  void note_success(const Attempt& attempt);
  void note_failure(Attempt& attempt);
  std::string count_failure(const Attempt& attempt, Standing& standing) const;

  const RetryPolicy& policy_;
  std::unordered_map<ReceiverId, Standing> standings_;
};

}  // namespace hookline
