#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/delivery/promises/retry_policy.h"

#include <cstdint>
#include <optional>
#include <unordered_map>

namespace hookline {

/// How the webhooks fare that lately failed; nothing is kept of the others. One thread.
class WebhookStandings {
 public:
  /// The policy outlives it.
  explicit WebhookStandings(const RetryPolicy& policy) : policy_(policy) {}

  /// Gives the attempt its verdict, and takes note of what it says of its webhook.
  void judge(Attempt& attempt, bool can_switch_off);
  bool is_off(std::uint64_t webhook_id) const {
    return !standings_.empty() && find(webhook_id).is_off;
  }
  /// Nothing is to be sent to it before; long past where there is nothing to spare.
  Clock::time_point spared_until(std::uint64_t webhook_id) const {
    return standings_.empty() ? Clock::time_point{} : find(webhook_id).spared_until;
  }

 private:
  struct Standing {
    std::uint64_t failed_in_a_row = 0;
    std::optional<Clock::time_point> failing_since;
    Clock::time_point spared_until = {};
    bool is_off = false;
  };
  Standing find(std::uint64_t webhook_id) const;
  void note_success(const Attempt& attempt);
  void note_failure(Attempt& attempt, bool can_switch_off);
  std::string reason_to_switch_off(const Attempt& attempt, Standing& standing) const;

  const RetryPolicy& policy_;
  std::unordered_map<std::uint64_t, Standing> standings_;
};

}  // namespace hookline
