#pragma once

#include <iosfwd>

namespace hookline {

struct ReplayResult;

/// JUnit XML as CI systems read it: one suite, one case per scenario. Control bytes and what is not
/// UTF-8 are shown as in printable().
void write_junit_report(const ReplayResult& report, std::ostream& out);

}  // namespace hookline
