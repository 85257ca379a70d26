#include "emitter/report/load/page/report_page.h"

namespace hookline {

ReportPage report_page() {
  return {};
}

}  // namespace hookline
