#include "emitter/commands/waiting.h"

#include "catcher/base/units/quantity.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

constexpr double kLongWait_ms = 60'000;
constexpr double kTellable_ms = 1e15;  // which an integer holds exactly

std::string in_words(double wait_ms) {
  return long_duration_text(static_cast<std::int64_t>(std::min(wait_ms, kTellable_ms)));
}

double wait_of_steps_ms(const Scenario& scenario) {
  double sum_ms = 0;
  for (const Step& step : scenario.steps) {
    sum_ms += static_cast<double>(step.after_ms) * static_cast<double>(step.repeat);
  }
  return sum_ms;
}

double wait_of_retries_ms(const RetryPolicy& retry) {
  double sum_ms = 0;
  for (const auto delay : retry.delays) sum_ms += static_cast<double>(delay.count());
  return sum_ms;
}

}  // namespace

std::string warning_of_waits(const Scenario& scenario, const ReplayOptions& options) {
  const bool is_virtual = scenario.delivery && scenario.delivery->has_virtual_time;
  if (options.speed <= 0 || is_virtual) return "";
  std::vector<std::string> waits;
  if (const double steps_ms = wait_of_steps_ms(scenario) / options.speed; steps_ms > kLongWait_ms) {
    waits.push_back(fmt::format("its steps wait for {} altogether", in_words(steps_ms)));
  }
  const double retries_ms = wait_of_retries_ms(promise_of(scenario, options.promise).retry);
  if (retries_ms > kLongWait_ms) {
    waits.push_back(
        fmt::format("a delivery that fails is tried again for {}", in_words(retries_ms)));
  }
  if (waits.empty()) return "";
  return fmt::format(
      "{}: {}; --speed max, or \"delivery\": {{\"virtual_time\": true}}, lets that take no time",
      scenario.file, fmt::join(waits, ", and "));
}

}  // namespace hookline
