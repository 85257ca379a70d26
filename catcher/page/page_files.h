#pragma once

#include "catcher/api/guard/page_file.h"

#include <span>
#include <string_view>

namespace hookline {

/// The catcher's page. It asks for nothing but these files and the API beside them; it needs
/// neither inline scripts nor inline styles. A build with HOOKLINE_PAGE=OFF has a single "/" that
/// says so.
std::span<const PageFile> page_files();

/// What the files are known by: it changes with any of them, so that a page can tell when it is
/// older than the program. Empty without a page.
std::string_view page_fingerprint();

}  // namespace hookline
