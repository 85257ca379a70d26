#include "emitter/serving/page_routes.h"

#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/page/page_files.h"

#include <string>

namespace hookline {

void route_page_files(RouteTable& routes) {
  for (const PageFile& file : platform_page_files()) {
    routes.add("GET", std::string(file.path), [file](const PlatformCall&) {
      return text_answer(200, std::string(file.content), std::string(file.content_type));
    });
  }
}

}  // namespace hookline
