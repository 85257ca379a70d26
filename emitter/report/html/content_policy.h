#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// How a content policy names an inline script or style that may be: by its hash.
std::string hash_source(std::string_view text);

}  // namespace hookline
