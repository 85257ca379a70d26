#include "emitter/delivery/promises/webhook_standings.h"

#include "catcher/base/units/quantity.h"

#include <algorithm>

#include <fmt/format.h>

namespace hookline {

void WebhookStandings::judge(Attempt& attempt, bool can_switch_off) {
  attempt.verdict = policy_.verdict_on(attempt);
  if (attempt.verdict == AttemptVerdict::kDelivered) return note_success(attempt);
  if (attempt.was_made()) note_failure(attempt, can_switch_off);
}

void WebhookStandings::note_success(const Attempt& attempt) {
  if (standings_.empty()) return;
  const auto found = standings_.find(attempt.webhook_id);
  if (found == standings_.end() || found->second.is_off) return;
  found->second.failed_in_a_row = 0;
  found->second.failing_since.reset();
  if (found->second.spared_until <= attempt.finished) standings_.erase(found);
}

void WebhookStandings::note_failure(Attempt& attempt, bool can_switch_off) {
  const bool gone = attempt.verdict == AttemptVerdict::kSwitchOff;
  const bool counts = policy_.failed_in_a_row_max > 0 || policy_.failing_max.count() > 0;
  const auto spare = policy_.spare_after(attempt);
  if (gone && !can_switch_off) attempt.verdict = AttemptVerdict::kFailed;
  if (!(gone && can_switch_off) && !counts && spare.count() == 0) {
    if (is_off(attempt.webhook_id)) attempt.verdict = AttemptVerdict::kFailed;
    return;
  }
  Standing& standing = standings_[attempt.webhook_id];
  standing.spared_until = std::max(standing.spared_until, attempt.finished + spare);
  if (standing.is_off) {
    attempt.verdict = AttemptVerdict::kFailed;
    return;
  }
  const std::string reason = reason_to_switch_off(attempt, standing);
  if (reason.empty() || !can_switch_off) return;
  standing.is_off = true;
  attempt.verdict = AttemptVerdict::kSwitchOff;
  attempt.switched_off = reason;
}

/// Counts the failure, too. Empty: none.
std::string WebhookStandings::reason_to_switch_off(const Attempt& attempt,
                                                   Standing& standing) const {
  if (attempt.verdict == AttemptVerdict::kSwitchOff)
    return fmt::format("since it answered {}", attempt.status);
  if (attempt.is_last()) ++standing.failed_in_a_row;
  if (!standing.failing_since) standing.failing_since = attempt.finished;
  const std::uint64_t most = policy_.failed_in_a_row_max;
  if (most > 0 && standing.failed_in_a_row >= most) {
    return most == 1 ? std::string("since a delivery failed for good")
                     : fmt::format("since {} deliveries in a row failed", most);
  }
  const auto longest = policy_.failing_max;
  if (longest.count() > 0 && attempt.finished - *standing.failing_since >= longest) {
    return fmt::format("since all its attempts of {} failed", duration_text(longest.count()));
  }
  return {};
}

WebhookStandings::Standing WebhookStandings::find(std::uint64_t webhook_id) const {
  const auto found = standings_.find(webhook_id);
  return found == standings_.end() ? Standing{} : found->second;
}

}  // namespace hookline
