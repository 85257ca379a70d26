#pragma once

#include <cstddef>
#include <string_view>

namespace hookline {

/// What stands before a request line without belonging to the request.
struct Preamble {
  enum class Kind {
    kNone,
    kBlankLines,  ///< RFC 9112, 2.2: to be passed over; some senders end a body with CR LF
    kProxyV1,     ///< the line that a load balancer's PROXY protocol begins a connection with
    kProxyV2,     ///< the same in its binary form
  };
  Kind kind = Kind::kNone;
  std::size_t bytes = 0;  ///< of what is there
  bool whole = true;      ///< false: the bytes end within it, or too early to tell
};

/// Looks at the start of a request's bytes.
Preamble preamble_of(std::string_view raw);

}  // namespace hookline
