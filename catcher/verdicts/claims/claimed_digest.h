#pragma once

#include "catcher/base/signing/hmac_sha256.h"
#include "catcher/base/signing/signing_key.h"

#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// A digest that a header holds, read leniently: vendors' libraries compare its text, so that one
/// in another spelling is the right one and is refused all the same.
struct ClaimedDigest {
  HmacDigest digest = {};
  std::string objection = {};  ///< "it is written in capitals"; empty where the text is as it is
                               ///< compared
};

/// Reads hex of any case, and base64 with or without its padding; none for what is neither.
std::optional<ClaimedDigest> read_digest(std::string_view text, DigestEncoding encoding);

/// Why text is no digest in that encoding, and what it looks like instead: a sentence.
std::string no_digest(std::string_view header, std::string_view text, DigestEncoding expected);

/// A value of a header as it can stand in a sentence: its start.
std::string start_of_value(std::string_view value);

}  // namespace hookline
