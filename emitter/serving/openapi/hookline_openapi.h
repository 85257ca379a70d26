#pragma once

#include <string_view>

namespace hookline {

/// openapi.json beside this file: the calls that the vendor doesn't have, in OpenAPI 3.1. Lives as
/// long as the program.
std::string_view hookline_openapi();

}  // namespace hookline
