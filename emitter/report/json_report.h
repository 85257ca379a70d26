#pragma once

#include <iosfwd>
#include <string>

namespace hookline {

struct ReplayResult;

/// One JSON object in UTF-8, as replay_report.schema.json says, with the keys that scripts rely on:
/// passed, failed, scenarios [{file, name, passed, deliveries, duration_ms, failures [{pointer,
/// webhook, field, expected, actual, capture, hint}]}]. Bytes that are not UTF-8 become U+FFFD;
/// capture is null where there is none.
void write_json_report(const ReplayResult& report, std::ostream& out);

/// Whether the file begins as such a report does, and as no scenario can.
bool is_json_report(const std::string& file);

}  // namespace hookline
