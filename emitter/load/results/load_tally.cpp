#include "emitter/load/results/load_tally.h"

#include <algorithm>
#include <optional>

namespace hookline {
namespace {

std::string kind_of(const Attempt& attempt) {
  return (attempt.outcome == Outcome::kAnswered ? "status_" : "") + attempt.ending();
}

void add(LoadError& error, std::uint64_t count, const std::string& example) {
  if (error.count == 0) error.example = example;
  error.count += count;
}

}  // namespace

void LoadTally::record(const Attempt& attempt, Clock::time_point start) {
  if (attempt.outcome == Outcome::kCancelled) return;
  // What was switched off may have ended before it was due.
  const auto took = std::max(Clock::duration::zero(), attempt.finished - attempt.due);
  if (is_measured(attempt)) {
    latency.record(took);
    service.record(attempt.finished - attempt.started);
  }
  if (attempt.was_made()) {
    ++attempts;
    retries += attempt.number > 1 ? 1 : 0;
    lateness.record(attempt.ready - attempt.due);
  }
  last_end = std::max(last_end, attempt.finished);
  if (!attempt.delivered()) {
    add(errors[kind_of(attempt)], 1, attempt.sentence());
  }
  timeline.record(attempt.finished - start,
                  attempt.delivered() ? DeliveryState::kDelivered : DeliveryState::kFailed,
                  is_measured(attempt) ? std::optional(took) : std::nullopt);
}

void LoadTally::merge(const LoadTally& other) {
  attempts += other.attempts;
  retries += other.retries;
  latency.merge(other.latency);
  service.merge(other.service);
  lateness.merge(other.lateness);
  for (const auto& [kind, error] : other.errors) add(errors[kind], error.count, error.example);
  timeline.merge(other.timeline);
  last_end = std::max(last_end, other.last_end);
}

}  // namespace hookline
