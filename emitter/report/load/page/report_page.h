#pragma once

#include <string_view>

namespace hookline {

/// What draws a load report's plots, to be put into the report itself; both parts are empty in a
/// build with HOOKLINE_PAGE=OFF. The views live as long as the program.
struct ReportPage {
  std::string_view script;
  std::string_view style;
};

ReportPage report_page();

}  // namespace hookline
