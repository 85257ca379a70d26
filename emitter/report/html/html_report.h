#pragma once

#include <iosfwd>

namespace hookline {

struct ReplayResult;

/// A page that needs nothing but itself: what did not pass comes first, with the requests and
/// answers it is about; endings are chosen without a script, words with one, the only thing that
/// its content policy lets run. Nothing captured is ever markup.
void write_html_report(const ReplayResult& report, std::ostream& out);

}  // namespace hookline
