#include "emitter/report/load/load_words.h"

#include "catcher/quantity.h"

#include <chrono>
#include <cmath>

#include <fmt/format.h>

namespace hookline {
namespace {

std::string_view name_of(Pace pace) {
  switch (pace) {
    case Pace::kConstant:
      return "evenly";
    case Pace::kBurst:
      return "in bursts";
    case Pace::kRamp:
      return "in a ramp";
    case Pace::kSine:
      return "in a sine";
  }
  return "";
}

std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

double microseconds_at(const LatencyHistogram& histogram, const LoadPercentile& percentile) {
  const auto ns = static_cast<double>(histogram.percentile(percentile.percent).count());
  return std::round(ns / 100) / 10;
}

std::string description_of(const LoadPlan& plan) {
  const std::string amount = plan.count ? counted(*plan.count, "event") : "events";
  const std::string rate = plan.rate
                               ? fmt::format("{} a second, {}", *plan.rate, name_of(plan.pace))
                               : std::string("as fast as answers come");
  const std::string time =
      plan.duration_ms ? " for " + duration_text(*plan.duration_ms) : std::string();
  const std::string crowd = plan.webhooks == 1 ? std::string("1 webhook")
                                               : fmt::format("{} webhooks of which {} fire",
                                                             plan.webhooks, plan.matching);
  return fmt::format("{}, {}{}, to {} ({}), on {} and {}", amount, rate, time, plan.to.text(),
                     crowd, counted(static_cast<std::uint64_t>(plan.threads), "thread"),
                     counted(plan.connections, "connection"));
}

std::string ledger_sentence(const LoadResult& result) {
  std::string sentence =
      fmt::format("{} accepted = {} delivered + {} failed + {} pending", result.accepted,
                  result.delivered, result.failed, result.pending);
  if (result.tally.retries > 0) {
    sentence += fmt::format("; in {} attempts, {} of them retries", result.tally.attempts,
                            result.tally.retries);
  }
  if (result.out_of_place > 0) {
    sentence += fmt::format("; {} ended out of place, which must not be", result.out_of_place);
  }
  return sentence;
}

std::string validity_sentence(const LoadResult& result) {
  const std::string why = result.why_invalid();
  if (!why.empty()) return "NOT VALID: " + why;
  return fmt::format(
      "valid: at p99 {:.0f} % of the latency is the emitter's own lateness, at most "
      "{:.0f} % may be",
      100 * result.lateness_share(), 100 * LoadResult::kLatenessShareMax);
}

}  // namespace hookline
