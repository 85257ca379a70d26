#pragma once

#include <iosfwd>

namespace hookline {

struct ReplayResult;

/// One page without other files: what did not pass comes first, with the requests and answers it is
/// about. Scenarios are filtered by their ending without a script, by words with one, the only one
/// that its content policy lets run. Nothing captured is ever markup.
void write_html_report(const ReplayResult& report, std::ostream& out);

}  // namespace hookline
