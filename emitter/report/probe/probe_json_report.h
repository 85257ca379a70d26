#pragma once

#include <iosfwd>

namespace hookline {

struct ProbeReport;

/// One JSON object in UTF-8, as probe_report.schema.json says. Bytes that are not UTF-8 become
/// U+FFFD.
void write_probe_json_report(const ProbeReport& report, std::ostream& out);

}  // namespace hookline
