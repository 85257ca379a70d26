#include "catcher/page/page_files.h"

namespace hookline {

std::span<const PageFile> page_files() {
  static constexpr PageFile kFiles[] = {
      {"/", "text/plain; charset=utf-8",
       "This program was built without its page (HOOKLINE_PAGE=OFF). The API is here all the same: "
       "GET /api/captures\n"},
  };
  return kFiles;
}

std::string_view page_fingerprint() {
  return "";
}

}  // namespace hookline
