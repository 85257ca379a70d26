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

/// The catcher's page. It asks for nothing but these files and the API beside them; it needs
/// neither inline scripts nor inline styles. A build with HOOKLINE_PAGE=OFF has a single "/" that
/// says so.
std::span<const PageFile> page_files();

/// What the files are known by: it changes with any of them, so that a page can tell when it is
/// older than the program. Empty without a page.
std::string_view page_fingerprint();

}  // namespace hookline
