#pragma once

#include "emitter/load/load_result.h"

#include <iosfwd>

namespace hookline {

/// As load_report.schema.json beside this file says.
void write_load_json_report(const LoadResult& result, std::ostream& out);

}  // namespace hookline
