#pragma once

#include "catcher/api/guard/page_file.h"

#include <span>
#include <string_view>

namespace hookline {

/// The platform's page. It asks for nothing but these files and the calls beside them; it needs
/// neither inline scripts nor inline styles. A build with HOOKLINE_PAGE=OFF has a single "/" that
/// says so.
std::span<const PageFile> platform_page_files();

/// What the files are known by: it changes with any of them. Empty without a page.
std::string_view platform_page_fingerprint();

}  // namespace hookline
