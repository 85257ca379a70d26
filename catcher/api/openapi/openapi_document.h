#pragma once

#include <string_view>

namespace hookline {

/// openapi.json beside this file: the API of the page's address, in OpenAPI 3.1. Lives as long as
/// the program.
std::string_view openapi_document();

}  // namespace hookline
