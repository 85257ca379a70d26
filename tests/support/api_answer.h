#pragma once

#include "catcher/base/http/headers/header.h"

#include <string>
#include <string_view>

namespace hookline::test {

/// What a call of the page's address was answered with; the body put together where it came in
/// chunks.
struct ApiAnswer {
  int status = 0;
  Headers headers;
  std::string body;

  /// Empty where there is no such header.
  std::string header(std::string_view name) const;
};

/// Calls it on a connection of its own. `watching_url` as the catcher prints it.
ApiAnswer call_api(const std::string& watching_url, const std::string& method,
                   const std::string& target, const std::string& body = "");

}  // namespace hookline::test
