#pragma once

#include <string_view>

namespace hookline {

/// One file of the page, as it is to be served. The views live as long as the program.
struct PageFile {
  std::string_view path;  ///< as in the request's target: "/" (the page itself), "/app.js", …
  std::string_view content_type;
  std::string_view content;
};

}  // namespace hookline
