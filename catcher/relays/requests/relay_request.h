#pragma once

#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/url/url.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

// A forwarded request keeps its bytes but for Host, which becomes the app's own, and the headers of
// the connection it came over. Nothing is added, no X-Forwarded-Host either: development servers
// refuse or misroute a Host that isn't theirs, and some believe X-Forwarded-Host over Host. A
// chunked body goes on in the chunks it came in, trailers included, as that is where chunked bodies
// go wrong.

struct Capture;

/// What of a captured request is to go out otherwise than it was caught.
struct RelayEdits {
  std::optional<std::string> method;
  std::optional<std::string> target;
  std::optional<std::vector<HeaderField>> headers;  ///< all of them, in place of those caught
  std::optional<std::string> body;
  Headers signature;  ///< each in the place of the headers of its name, or at the end
  /// "method", "target", "headers", "body", "signature": those that are there.
  std::vector<std::string> names() const;
};

enum class RelayHost {
  kOfUrl,   ///< the Host that any client of the URL would send
  kCaught,  ///< the Host that was caught
};

/// The path and query that a captured target has below a base URL: "/app" and "/x?y" is "/app/x?y".
/// A target that is a whole URL loses scheme and host; "*" stays what it is.
std::string target_below(std::string_view base, std::string_view target);

/// The bytes of a captured request on its way to someone else. They are those that came, in method,
/// target, headers (order, case, repeats, spaces) and body (chunk framing and trailers included),
/// but for this:
///
/// - the Host is the URL's, in its place, unless kCaught;
/// - Connection and what it names, Keep-Alive, Proxy-Connection, TE, Upgrade, HTTP2-Settings and
///   Expect are left out: they speak of the connection they came over, which is not this one
///   (HopByHop says what Connection can't name);
/// - where headers or body are edited, the body goes out under a Content-Length, in the place of
///   what framed it before; a Host among edited headers that isn't the one caught is sent.
///
/// Nothing is added but the signature. The version is HTTP/1.1.
std::string relay_bytes(const Capture& capture, const Url& to, std::string_view target,
                        const RelayEdits& edits, RelayHost host);

/// The body that goes out so, without its framing: what a signature is made of.
std::string relay_body(const Capture& capture, const RelayEdits& edits);

}  // namespace hookline
