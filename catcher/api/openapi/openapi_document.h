#pragma once

#include <string_view>

namespace hookline {

// The description is written by hand and held by tests against the routes and answers of a running
// catcher: it says what is promised, not what happens to be.

/// openapi.json beside this file: the API of the page's address, in OpenAPI 3.1. Lives as long as
/// the program.
std::string_view openapi_document();

}  // namespace hookline
