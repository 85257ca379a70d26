#pragma once

#include "emitter/load/load_plan.h"
#include "emitter/load/load_result.h"

#include <iosfwd>

namespace hookline {

/// For people: what was asked for, the rate, the ledger, the latencies, the errors by kind, and
/// whether all that can be trusted.
void write_load_text_report(const LoadPlan& plan, const LoadResult& result, std::ostream& out);

}  // namespace hookline
