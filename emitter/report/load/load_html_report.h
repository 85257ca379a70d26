#pragma once

#include "emitter/load/load_plan.h"
#include "emitter/load/load_result.h"
#include "emitter/report/load/load_comparison.h"

#include <iosfwd>

namespace hookline {

/// One file that needs nothing else: the figures, and plots of the percentiles, and of rate, errors
/// and the highest latencies over time. Without scripts, so that it shows wherever it is opened.
void write_load_html_report(const LoadPlan& plan, const LoadResult& result,
                            const EarlierRun* earlier, std::ostream& out);

}  // namespace hookline
