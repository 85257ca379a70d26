#include "catcher/signatures/signer.h"

#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

const SigningKey& checked(const SigningKey& key) {
  check_signing_key(key);
  return key;
}

/// A full stop in the id would let one message pass for another: it separates what is signed.
void check_id(std::string_view id) {
  if (id.empty() || id.find('.') != std::string_view::npos) {
    throw std::invalid_argument(fmt::format(
        "\"{}\" can't be a webhook-id: it needs at least one character, and no \".\"", id));
  }
  HeaderField("webhook-id", std::string(id));
}

}  // namespace

Signer::Signer(SigningKey key) : key_(std::move(key)), hmac_(hmac_key_of(checked(key_))) {}

Headers Signer::sign(std::string_view id, std::int64_t timestamp_s, std::string_view body) {
  const auto timestamp = std::to_string(timestamp_s);
  switch (key_.scheme) {
    case SignatureScheme::kStandardWebhooks:
      check_id(id);
      return {{"webhook-id", std::string(id)},
              {"webhook-timestamp", timestamp},
              {"webhook-signature", "v1," + base64_of(hmac_.of({id, ".", timestamp, ".", body}))}};
    case SignatureScheme::kStripe:
      return {{"Stripe-Signature",
               fmt::format("t={},v1={}", timestamp, hex_of(hmac_.of({timestamp, ".", body})))}};
    case SignatureScheme::kGitHub:
      return {{"X-Hub-Signature-256", "sha256=" + hex_of(hmac_.of({body}))}};
    case SignatureScheme::kHmacSha256:
      break;
  }
  const HmacDigest digest = hmac_.of({body});
  return {{key_.header, key_.prefix + (key_.encoding == DigestEncoding::kHex ? hex_of(digest)
                                                                             : base64_of(digest))}};
}

Headers sign(const SigningKey& key, std::string_view id, std::int64_t timestamp_s,
             std::string_view body) {
  return Signer(key).sign(id, timestamp_s, body);
}

}  // namespace hookline
