#include "emitter/delivery/promises/receiver_standings.h"

#include "catcher/base/units/quantity.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {

void ReceiverStandings::judge(Attempt& attempt) {
  attempt.state = policy_.state_after(attempt);
  if (attempt.state == DeliveryState::kDelivered) return note_success(attempt);
  if (attempt.was_made()) note_failure(attempt);
}

void ReceiverStandings::note_success(const Attempt& attempt) {
  if (standings_.empty()) return;
  const auto found = standings_.find(attempt.receiver);
  if (found == standings_.end() || found->second.is_off) return;
  found->second.failed_in_a_row = 0;
  found->second.failing_since.reset();
  if (found->second.spared_until <= attempt.finished) standings_.erase(found);
}

void ReceiverStandings::note_failure(Attempt& attempt) {
  const bool may_go_off = attempt.receiver.can_be_switched_off();
  const bool is_gone = may_go_off && policy_.switches_off(attempt);
  const bool counts = policy_.failed_in_a_row_max > 0 || policy_.failing_max.count() > 0;
  const auto spare = policy_.spare_after(attempt);
  if (!is_gone && !counts && spare.count() == 0) {
    if (is_off(attempt.receiver)) attempt.state = DeliveryState::kFailed;
    return;
  }
  Standing& standing = standings_[attempt.receiver];
  standing.spared_until = std::max(standing.spared_until, attempt.finished + spare);
  if (standing.is_off) {
    attempt.state = DeliveryState::kFailed;
    return;
  }
  std::string reason = is_gone ? fmt::format("since it answered {}", attempt.status)
                               : count_failure(attempt, standing);
  if (reason.empty() || !may_go_off) return;
  standing.is_off = true;
  attempt.state = DeliveryState::kFailed;
  attempt.switched_off = std::move(reason);
}

/// Returns why the receiver is to be switched off; empty where it isn't.
std::string ReceiverStandings::count_failure(const Attempt& attempt, Standing& standing) const {
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

ReceiverStandings::Standing ReceiverStandings::find(ReceiverId receiver) const {
  const auto found = standings_.find(receiver);
  return found == standings_.end() ? Standing{} : found->second;
}

}  // namespace hookline
