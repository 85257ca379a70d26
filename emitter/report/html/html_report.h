#pragma once

#include <iosfwd>

namespace hookline {

// Endings are chosen with a style sheet and words found with a script of fifteen lines, the only
// one that its policy lets run: the report can be sent around and kept as an artifact, also where
// scripts are off.

struct ReplayResult;

/// One page without other files: what did not pass comes first, with the requests and answers it is
/// about. Scenarios are filtered by their ending without a script, by words with one, the only one
/// that its content policy lets run. Nothing captured is ever markup.
void write_html_report(const ReplayResult& report, std::ostream& out);

}  // namespace hookline
