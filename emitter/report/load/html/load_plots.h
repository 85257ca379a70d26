#pragma once

#include "emitter/report/load/html/load_plot.h"
#include "emitter/report/load/load_report.h"

#include <vector>

namespace hookline {

/// What a load report plots: the latencies by percentile, and over time rate, errors and latency.
std::vector<LoadPlot> plots_of(const LoadReport& report);

}  // namespace hookline
