#pragma once

#include "catcher/base/http/headers/header.h"
#include "catcher/base/signing/signing_key.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace hookline {

/// What a key says of a request. Ordered from good to bad: with several keys the least is told.
enum class Verdict {
  kValid,
  kStale,      ///< the signature is right, the time it was made isn't
  kAltered,    ///< it is right for what the request was before something on its way changed it
  kWrongKey,   ///< it is not from this key, or the request was changed past recognition
  kMalformed,  ///< there is a signature, not of the form that the scheme wants
  kMissing,
};

/// "valid", "stale", "altered", "wrong_key", "malformed", "missing".
std::string_view name_of(Verdict verdict);

struct SignatureCheck {
  SignatureScheme scheme = SignatureScheme::kStandardWebhooks;
  Verdict verdict = Verdict::kMissing;
  std::string reason;    ///< a sentence without its full stop; for a valid one too
  bool in_part = false;  ///< of a missing one: some of the scheme's headers are there
};

/// Whether that says more of a request than the other, where several keys judge it.
bool is_nearer(const SignatureCheck& check, const SignatureCheck& than);

/// Judges a request by its headers and the exact bytes of its body (without chunk framing, still
/// compressed where they came so). `now_s` is when it arrived, seconds since 1970 UTC; with schemes
/// that sign a time, one more than `tolerance_s` away from it is stale, 0 lets any time pass.
/// A verdict is what the vendor's own library for Node.js would say (stripe, standardwebhooks,
/// svix,
/// @octokit/webhooks-methods), which reads the body as UTF-8 and compares signatures as text; where
/// that is odd, the reason says so. An HMAC can't tell a wrong key from a changed body: "altered"
/// is said only where the signature was found to match something that the body may have been
/// before. Throws std::invalid_argument for a key that can't be used.
SignatureCheck verify(const SigningKey& key, std::span<const Header> headers, std::string_view body,
                      std::int64_t now_s, std::int64_t tolerance_s);

}  // namespace hookline
