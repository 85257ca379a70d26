#include "emitter/load/results/load_result.h"

#include <fmt/format.h>

namespace hookline {
namespace {

double per(double amount, double unit) {
  return unit > 0 ? amount / unit : 0;
}

}  // namespace

double LoadResult::deliveries_per_s() const {
  return per(static_cast<double>(delivered - delivered_before), duration_s);
}

double LoadResult::events_per_s() const {
  return per(static_cast<double>(events), duration_s);
}

double LoadResult::cpu_us_per_delivery() const {
  const std::uint64_t ended = delivered + failed - delivered_before - failed_before;
  return per(static_cast<double>(cpu_us), static_cast<double>(ended));
}

double LoadResult::lateness_share() const {
  return per(static_cast<double>(tally.lateness.percentile(99).count()),
             static_cast<double>(tally.latency.percentile(99).count()));
}

bool LoadResult::is_late() const {
  return tally.lateness.percentile(99) > kLatenessMin && lateness_share() > kLatenessShareMax;
}

std::string LoadResult::why_invalid() const {
  if (tally.latency.count() == 0) return "nothing was answered, so there is no latency";
  // Where it was stopped, it was the stop that kept them.
  if (events_unsent > 0 && !interrupted && !cut_short) {
    return fmt::format("{} events were due and not sent: too many deliveries were pending",
                       events_unsent);
  }
  if (is_late()) {
    return fmt::format(
        "the emitter's own lateness is {:.0f} % of the latency at p99, over {:.0f} "
        "%; lower the rate, or give it more threads or a calmer machine",
        100 * lateness_share(), 100 * kLatenessShareMax);
  }
  return {};
}

bool LoadResult::ledger_closes() const {
  const bool adds_up = accepted == delivered + failed + pending && out_of_place == 0;
  return adds_up && (!arrivals || arrivals->is_whole());
}

}  // namespace hookline
