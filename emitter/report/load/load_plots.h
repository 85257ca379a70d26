#pragma once

#include "emitter/load/load_result.h"
#include "emitter/report/load/load_plot.h"

#include <vector>

namespace hookline {

/// What a load report plots: the latencies by percentile, and over time rate, errors and latency.
std::vector<LoadPlot> plots_of(const LoadResult& result);

}  // namespace hookline
