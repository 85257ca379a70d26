#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
  /// Keys that sign as well, behind the first one, while a sender changes from one to another. For
  /// Standard Webhooks and Stripe alone, which have room for several signatures.
  std::vector<std::string> further_secrets = {};
  friend bool operator==(const SigningKey&, const SigningKey&) = default;
};

/// Whether a request can carry several signatures of that scheme.
bool takes_several_keys(SignatureScheme scheme);

/// Blanks, quotation marks and byte order marks around a secret are copied along with it, hardly
/// meant. Where the scheme lets any byte be part of one, they are not taken away: throws
/// std::invalid_argument with a sentence that names them.
void refuse_surroundings(const SigningKey& key);

/// Adds what a file or a variable holds to the key's secrets: one secret, or several with blanks or
/// line ends between them where the scheme takes several. Throws as refuse_surroundings() does, and
/// where the key has a secret already and can't have another.
void add_secrets(SigningKey& key, std::string_view text);

/// The bytes that key the HMAC: what the base64 after "whsec_" stands for with Standard Webhooks,
/// the secret's own text elsewhere. Blanks and quotation marks around a secret of Standard Webhooks
/// or Stripe, where neither can be part of it, are taken off, and so is "v1," before it. Throws
/// std::invalid_argument with a sentence, which doesn't show the secret, for a key that can't be
/// used.
std::string hmac_key_of(const SigningKey& key);
/// Of all its secrets, the first one's first. Throws likewise.
std::vector<std::string> hmac_keys_of(const SigningKey& key);

/// Throws std::invalid_argument with a sentence where the key can't be used: no secret, no base64
/// where it has to be, a header name or prefix that can't be sent.
void check_signing_key(const SigningKey& key);

}  // namespace hookline
