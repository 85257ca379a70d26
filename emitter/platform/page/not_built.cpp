#include "emitter/platform/page/page_files.h"

namespace hookline {

std::span<const PageFile> platform_page_files() {
  static constexpr PageFile kFiles[] = {
      {"/", "text/plain; charset=utf-8",
       "This program was built without its page (HOOKLINE_PAGE=OFF). The calls are here all the "
       "same: GET /hookline/openapi.json\n"},
  };
  return kFiles;
}

std::string_view platform_page_fingerprint() {
  return "";
}

}  // namespace hookline
