#pragma once

#include <iosfwd>

namespace hookline {

struct Report;

/// A page that needs nothing but itself: no script, no link, nothing captured ever as markup.
void write_html_report(const Report& report, std::ostream& out);

}  // namespace hookline
