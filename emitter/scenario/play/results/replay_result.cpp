#include "emitter/scenario/play/results/replay_result.h"

#include <algorithm>
#include <numeric>

namespace hookline {

std::string_view name_of(ScenarioEnding ending) {
  switch (ending) {
    case ScenarioEnding::kPassed:
      return "passed";
    case ScenarioEnding::kFailed:
      return "failed";
    case ScenarioEnding::kInterrupted:
      return "interrupted";
    case ScenarioEnding::kBroken:
      return "error";
    case ScenarioEnding::kSkipped:
      return "skipped";
  }
  return "";
}

ScenarioEnding ScenarioResult::ending() const {
  if (skipped) return ScenarioEnding::kSkipped;
  if (!errors.empty()) return ScenarioEnding::kBroken;
  if (interrupted) return ScenarioEnding::kInterrupted;
  return failures.empty() ? ScenarioEnding::kPassed : ScenarioEnding::kFailed;
}

std::uint64_t ScenarioResult::failure_count() const {
  return std::accumulate(failures.begin(), failures.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const Mismatch& failure) {
                           return sum + std::max<std::uint64_t>(failure.left_out, 1);
                         });
}

std::uint64_t ReplayResult::count_of(ScenarioEnding ending) const {
  return static_cast<std::uint64_t>(
      std::count_if(scenarios.begin(), scenarios.end(),
                    [&](const ScenarioResult& scenario) { return scenario.ending() == ending; }));
}

std::uint64_t ReplayResult::attempts() const {
  return std::accumulate(
      scenarios.begin(), scenarios.end(), std::uint64_t{0},
      [](std::uint64_t sum, const ScenarioResult& scenario) { return sum + scenario.attempts; });
}

std::uint64_t ReplayResult::deliveries() const {
  return std::accumulate(
      scenarios.begin(), scenarios.end(), std::uint64_t{0},
      [](std::uint64_t sum, const ScenarioResult& scenario) { return sum + scenario.deliveries; });
}

std::int64_t ReplayResult::duration_us() const {
  return std::accumulate(
      scenarios.begin(), scenarios.end(), std::int64_t{0},
      [](std::int64_t sum, const ScenarioResult& scenario) { return sum + scenario.duration_us; });
}

}  // namespace hookline
