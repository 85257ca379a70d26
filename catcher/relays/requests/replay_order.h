#pragma once

#include "catcher/base/http/url/url.h"
#include "catcher/base/signing/signing_key.h"
#include "catcher/relays/requests/relay_request.h"

#include <optional>
#include <string>
#include <string_view>

namespace hookline {

// The path of `to` is the target, as that of `--deliver-to` is, while that of `--forward URL`
// stands before each target: the first two name an endpoint, the last an app.

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
/// "sign"?}; "sign" is a bool, or a key as in PUT /api/signing. Throws Failure(kInvalidInput) with
/// the JSON pointer of the place; it never holds a key.
ReplayOrder parse_replay_order(std::string_view text);

}  // namespace hookline
