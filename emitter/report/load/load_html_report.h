#pragma once

#include "emitter/load/load_plan.h"
#include "emitter/load/load_result.h"
#include "emitter/report/load/load_comparison.h"

#include <iosfwd>

namespace hookline {

/// One file that needs nothing else, and asks nothing of anywhere: the figures, and plots of the
/// percentiles, and of rate, errors and latency over time, which can be pointed at and zoomed.
/// Without scripts they are drawings. `earlier` may be null: then nothing is compared.
void write_load_html_report(const LoadPlan& plan, const LoadResult& result,
                            const EarlierRun* earlier, std::ostream& out);

}  // namespace hookline
