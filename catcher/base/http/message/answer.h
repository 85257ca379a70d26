#pragma once

#include "catcher/base/http/headers/header.h"

#include <string>
#include <string_view>

namespace hookline {

/// An answer to a request, whoever gives it: a server that was asked, a reply rule, the catcher.
struct Answer {
  int status = 0;
  std::string reason = {};  ///< what stands behind the status; may be empty
  Headers headers = {};     ///< in order, case and repeats kept
  std::string body = {};    ///< without chunk framing; of one that comes in pieces, what is new
  Headers trailers = {};    ///< behind a chunked body
};

/// What usually stands behind a status: "Not Found"; for one that no standard names, what its first
/// digit means.
std::string_view reason_of(int status);

/// Whether an answer ends with its head, whatever that says of a body (RFC 9112, 6.3).
bool ends_with_its_head(int status, std::string_view method);

}  // namespace hookline
