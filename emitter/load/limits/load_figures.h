#pragma once

#include "emitter/load/limits/load_spread.h"
#include "emitter/load/results/load_result.h"

#include <memory>
#include <optional>
#include <string>

namespace hookline {

/// Of a run, what is held against limits and against other runs: a value.
struct LoadFigures {
  double deliveries_per_s = 0;
  // Latency, in microseconds.
  double p50_us = 0;
  double p90_us = 0;
  double p99_us = 0;
  double p999_us = 0;
  double max_us = 0;
  std::optional<double> p95_us = {};   ///< reports of earlier versions have none
  std::optional<double> mean_us = {};  ///< likewise
  double cpu_us_per_delivery = 0;
  double errors = 0;  ///< failed and pending
  double accepted = 0;
  bool valid = true;
  double samples = 0;  ///< latencies: answers and time-outs
  LoadSpread spread = {};
  /// All latencies; none of an earlier run, of which only the report is left.
  std::shared_ptr<const LatencyHistogram> latency = {};

  /// Of any percent over 0, up to 100; none where it isn't known.
  std::optional<double> percentile_us(double percent) const;
};

LoadFigures figures_of(const LoadResult& result);

}  // namespace hookline
