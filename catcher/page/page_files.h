#pragma once

#include <span>
#include <string_view>

namespace hookline {

/// One file of the page, as it is to be served. The views live as long as the program.
struct PageFile {
  std::string_view path;  ///< as in the request's target: "/" (the page itself), "/app.js", …
  std::string_view content_type;
  std::string_view content;
};

/// The catcher's page. It asks for nothing but these files, the API beside them, and (for its
/// sample) the catching address; it needs neither inline scripts nor inline styles. A build with
/// HOOKLINE_PAGE=OFF has a single "/" that says so.
std::span<const PageFile> page_files();

}  // namespace hookline
