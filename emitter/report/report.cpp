#include "emitter/report/report.h"

#include <algorithm>
#include <numeric>

namespace hookline {

std::uint64_t Report::passed() const {
  return static_cast<std::uint64_t>(
      std::count_if(scenarios.begin(), scenarios.end(),
                    [](const ScenarioReport& scenario) { return scenario.passed(); }));
}

std::uint64_t Report::unreadable() const {
  return static_cast<std::uint64_t>(
      std::count_if(scenarios.begin(), scenarios.end(),
                    [](const ScenarioReport& scenario) { return !scenario.errors.empty(); }));
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
