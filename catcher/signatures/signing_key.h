#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// How senders sign what they send; all with HMAC-SHA256.
enum class SignatureScheme {
  kStandardWebhooks,  ///< webhook-id, webhook-timestamp, webhook-signature: v1,BASE64
  kStripe,            ///< Stripe-Signature: t=SECONDS,v1=HEX
  kGitHub,            ///< X-Hub-Signature-256: sha256=HEX
  kHmacSha256,        ///< over the body alone, in a header of any name
};

/// "standard-webhooks", "stripe", "github", "hmac-sha256".
std::string_view name_of(SignatureScheme scheme);
std::optional<SignatureScheme> scheme_named(std::string_view name);

enum class DigestEncoding { kHex, kBase64 };

/// What a sender signs with.
struct SigningKey {
  SignatureScheme scheme = SignatureScheme::kStandardWebhooks;
  /// As the sender's settings show it ("whsec_…" included), any bytes. Never shown or logged whole.
  std::string secret = {};
  // For kHmacSha256 alone:
  std::string header = "X-Signature";
  DigestEncoding encoding = DigestEncoding::kHex;
  std::string prefix = {};  ///< before the digest, such as "sha256="
  friend bool operator==(const SigningKey&, const SigningKey&) = default;
};

/// The bytes that key the HMAC: what the base64 after "whsec_" stands for with Standard Webhooks,
/// the secret's own text elsewhere. Throws std::invalid_argument with a sentence, which doesn't
/// show the secret, for a key that can't be used.
std::string hmac_key_of(const SigningKey& key);

/// Throws std::invalid_argument with a sentence where the key can't be used: no secret, no base64
/// where it has to be, a header name or prefix that can't be sent.
void check_signing_key(const SigningKey& key);

}  // namespace hookline
