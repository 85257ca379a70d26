#include "emitter/dispatch/retry_policy.h"

namespace hookline {
namespace {

/// Whether another attempt could end otherwise: what the guard forbids stays forbidden, and a
/// stopped run stays stopped.
bool may_end_otherwise(Outcome outcome) {
  return outcome != Outcome::kForbidden && outcome != Outcome::kCancelled;
}

}  // namespace

Verdict RetryPolicy::verdict_on(const Attempt& attempt) const {
  if (attempt.delivered()) return Verdict::kDelivered;
  if (attempt.outcome == Outcome::kAnswered && attempt.status == 410) return Verdict::kSwitchOff;
  const bool tries_left = static_cast<std::size_t>(attempt.number) <= delays.size();
  return tries_left && may_end_otherwise(attempt.outcome) ? Verdict::kTryAgain : Verdict::kFailed;
}

std::chrono::milliseconds RetryPolicy::delay_after(const Attempt& attempt) const {
  return delays.at(static_cast<std::size_t>(attempt.number) - 1);
}

}  // namespace hookline
