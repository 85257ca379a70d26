#include "catcher/base/signing/signer.h"

#include <stdexcept>
#include <string>
#include <utility>

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

Signer::Signer(SigningKey key) : key_(std::move(key)) {
  for (const std::string& secret : hmac_keys_of(checked(key_))) hmacs_.emplace_back(secret);
}

Headers Signer::sign(std::string_view id, std::int64_t timestamp_s, std::string_view body) {
  const auto timestamp = std::to_string(timestamp_s);
  switch (key_.scheme) {
    case SignatureScheme::kStandardWebhooks: {
      check_id(id);
      std::string signatures;
      for (HmacSha256& hmac : hmacs_) {
        if (!signatures.empty()) signatures += ' ';
        signatures += "v1," + base64_of(hmac.of({id, ".", timestamp, ".", body}));
      }
      return {{"webhook-id", std::string(id)},
              {"webhook-timestamp", timestamp},
              {"webhook-signature", signatures}};
    }
    case SignatureScheme::kStripe: {
      std::string signatures = "t=" + timestamp;
      for (HmacSha256& hmac : hmacs_) {
        signatures += ",v1=" + hex_of(hmac.of({timestamp, ".", body}));
      }
      return {{"Stripe-Signature", signatures}};
    }
    case SignatureScheme::kGitHub:
    case SignatureScheme::kHmacSha256:
      break;
  }
  const HmacDigest digest = hmacs_.front().of({body});
  if (key_.scheme == SignatureScheme::kGitHub) {
    return {{"X-Hub-Signature-256", "sha256=" + hex_of(digest)}};
  }
  return {{key_.header, key_.prefix + (key_.encoding == DigestEncoding::kHex ? hex_of(digest)
                                                                             : base64_of(digest))}};
}

Headers sign(const SigningKey& key, std::string_view id, std::int64_t timestamp_s,
             std::string_view body) {
  return Signer(key).sign(id, timestamp_s, body);
}

}  // namespace hookline
