#include "emitter/report/report.h"

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

ScenarioEnding ScenarioReport::ending() const {
  if (skipped) return ScenarioEnding::kSkipped;
  if (!errors.empty()) return ScenarioEnding::kBroken;
  if (interrupted) return ScenarioEnding::kInterrupted;
  return failures.empty() ? ScenarioEnding::kPassed : ScenarioEnding::kFailed;
}

std::uint64_t ScenarioReport::failure_count() const {
  return std::accumulate(failures.begin(), failures.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const Mismatch& failure) {
                           return sum + std::max<std::uint64_t>(failure.left_out, 1);
                         });
}

std::uint64_t Report::count_of(ScenarioEnding ending) const {
  return static_cast<std::uint64_t>(
      std::count_if(scenarios.begin(), scenarios.end(),
                    [&](const ScenarioReport& scenario) { return scenario.ending() == ending; }));
}

std::uint64_t Report::attempts() const {
  return std::accumulate(
      scenarios.begin(), scenarios.end(), std::uint64_t{0},
      [](std::uint64_t sum, const ScenarioReport& scenario) { return sum + scenario.attempts; });
}

std::uint64_t Report::deliveries() const {
  return std::accumulate(
      scenarios.begin(), scenarios.end(), std::uint64_t{0},
      [](std::uint64_t sum, const ScenarioReport& scenario) { return sum + scenario.deliveries; });
}

std::int64_t Report::duration_us() const {
  return std::accumulate(
      scenarios.begin(), scenarios.end(), std::int64_t{0},
      [](std::int64_t sum, const ScenarioReport& scenario) { return sum + scenario.duration_us; });
}

}  // namespace hookline
