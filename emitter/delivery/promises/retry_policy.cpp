#include "emitter/delivery/promises/retry_policy.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace hookline {
namespace {

constexpr int kGone = 410;

bool is_answered(const Attempt& attempt, int status) {
  return attempt.outcome == Outcome::kAnswered && attempt.status == status;
}

/// From -1 to 1.
double drawn(std::uint64_t seed, const Attempt& attempt) {
  std::seed_seq seeds{seed, seed >> 32, attempt.delivery_id, attempt.delivery_id >> 32,
                      static_cast<std::uint64_t>(attempt.number)};
  std::mt19937_64 generator(seeds);
  return static_cast<double>(generator() >> 11) * 0x1p-52 - 1;
}

}  // namespace

bool RetryPolicy::switches_off(const Attempt& attempt) const {
  return gone_switches_off && is_answered(attempt, kGone);
}

DeliveryState RetryPolicy::state_after(const Attempt& attempt) const {
  if (attempt.delivered()) return DeliveryState::kDelivered;
  const bool tries_left = static_cast<std::size_t>(attempt.number) <= delays.size();
  const bool again = tries_left && tried_again.has(attempt) && !switches_off(attempt);
  return again ? DeliveryState::kPending : DeliveryState::kFailed;
}

RetryPolicy::Milliseconds RetryPolicy::delay_after(const Attempt& attempt) const {
  Milliseconds delay = delays.at(static_cast<std::size_t>(attempt.number) - 1);
  if (jitter > 0) {
    const double ms = static_cast<double>(delay.count()) * (1 + jitter * drawn(seed, attempt));
    delay = Milliseconds(std::llround(ms));
  }
  return std::max(delay, std::min(attempt.retry_after.value_or(Milliseconds(0)), retry_after_max));
}

RetryPolicy::Milliseconds RetryPolicy::spare_after(const Attempt& attempt) const {
  const bool overloaded =
      is_answered(attempt, 429) || is_answered(attempt, 502) || is_answered(attempt, 504);
  if (!overloaded || spare == Milliseconds(0)) return Milliseconds(0);
  return std::max(spare, std::min(attempt.retry_after.value_or(Milliseconds(0)), retry_after_max));
}

RetryPolicy::Milliseconds RetryPolicy::longest() const {
  double ms = 0;
  for (const Milliseconds delay : delays) {
    const double wait = static_cast<double>(delay.count()) * (1 + jitter);
    ms += std::max(wait, static_cast<double>(retry_after_max.count()));
  }
  return Milliseconds(std::llround(ms));
}

}  // namespace hookline
