#pragma once

#include "emitter/report/load/load_report.h"

#include <iosfwd>

namespace hookline {

// Its plots are uPlot's, inside the report, under a policy of hashes; where no script runs they are
// SVG.

/// One file that needs no other and makes no requests: the verdict, what the run is of,
/// the figures, and plots of the percentiles, and of rate, errors and latency over time, which can
/// be pointed at and zoomed. Without scripts they are drawings.
void write_load_html_report(const LoadReport& report, std::ostream& out);

}  // namespace hookline
