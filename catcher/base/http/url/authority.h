#pragma once

#include <string>
#include <string_view>

namespace hookline {

// An odd or missing Host is only warned of on the capture, while faulty framing, a tunnel and a
// PROXY preface are refused: the first leaves no doubt about the bytes, the others do.

/// Which host a request is for.
struct Authority {
  /// With its port, as sent; empty where none is named, or it can't be said which. Lives as long as
  /// what it was read from.
  std::string_view host;
  std::string problem =
      {};  ///< a sentence where there is something wrong with it, also where a host was found
};

/// RFC 9112, 3.2 and 3.3: a target that is a whole URL, or a CONNECT's, names the host, else the
/// Host header does. `head`: the request line and the header lines.
Authority authority_of(std::string_view method, std::string_view target, std::string_view head);

/// "shop.localhost" of "Shop.localhost.:8080": without the port, brackets and the dot at the end,
/// which makes no other name.
std::string_view name_in_authority(std::string_view authority);

}  // namespace hookline
