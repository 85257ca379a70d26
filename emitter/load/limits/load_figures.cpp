#include "emitter/load/limits/load_figures.h"

#include <chrono>

namespace hookline {
namespace {

double microseconds(LatencyHistogram::Duration duration) {
  return std::chrono::duration<double, std::micro>(duration).count();
}

}  // namespace

std::optional<double> LoadFigures::percentile_us(double percent) const {
  if (percent == 50) return p50_us;
  if (percent == 90) return p90_us;
  if (percent == 95) return p95_us;
  if (percent == 99) return p99_us;
  if (percent == 99.9) return p999_us;
  if (percent == 100) return max_us;
  if (latency) return microseconds(latency->percentile(percent));
  return std::nullopt;
}

LoadFigures figures_of(const LoadResult& result) {
  const LatencyHistogram& latency = result.tally.latency;
  return {.deliveries_per_s = result.deliveries_per_s(),
          .p50_us = microseconds(latency.percentile(50)),
          .p90_us = microseconds(latency.percentile(90)),
          .p99_us = microseconds(latency.percentile(99)),
          .p999_us = microseconds(latency.percentile(99.9)),
          .max_us = microseconds(latency.max()),
          .p95_us = microseconds(latency.percentile(95)),
          .mean_us = microseconds(latency.mean()),
          .cpu_us_per_delivery = result.cpu_us_per_delivery(),
          .errors = static_cast<double>(result.failed + result.pending),
          .accepted = static_cast<double>(result.accepted),
          .valid = result.valid(),
          .samples = static_cast<double>(latency.count()),
          .spread = spread_of(result.tally.timeline),
          .latency = std::make_shared<const LatencyHistogram>(latency)};
}

}  // namespace hookline
