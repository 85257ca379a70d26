#pragma once

#include "catcher/base/http/url/url.h"
#include "catcher/base/signing/signing_key.h"
#include "catcher/relays/relay_request.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace hookline {

/// What is wrong with an order, and where: what() starts with the JSON pointer of the place.
class ReplayOrderError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// What a call of replay asks for.
struct ReplayOrder {
  Url to;
  RelayEdits edits;
  bool wants_signature = false;
  std::optional<SigningKey> key;  ///< to sign with; none: the one that is set for the capture

  /// The target that goes out: the edited one, else that of the URL, else, where the URL is a host
  /// alone, the one that was caught.
  std::string target(std::string_view caught) const;
};

/// Reads {"to":URL, "method"?, "target"?, "headers"?:[[name,value]…], "body"? | "body_base64"?,
/// "sign"?}; "sign" is a bool, or a key as in PUT /api/signing. Throws ReplayOrderError, which
/// never holds a key.
ReplayOrder parse_replay_order(std::string_view text);

}  // namespace hookline
