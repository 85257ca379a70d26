#pragma once

#include "emitter/report/load/load_report.h"

#include <iosfwd>

namespace hookline {

/// For people: what was asked for, the rate, the ledger, the latencies, the errors by kind, and
/// whether all that can be trusted.
void write_load_text_report(const LoadReport& report, std::ostream& out);

}  // namespace hookline
