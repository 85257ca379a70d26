#pragma once

#include "emitter/report/load/load_report.h"

#include <iosfwd>

namespace hookline {

/// As load_report.schema.json beside this file says.
void write_load_json_report(const LoadReport& report, std::ostream& out);

}  // namespace hookline
