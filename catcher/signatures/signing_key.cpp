#include "catcher/signatures/signing_key.h"

#include "catcher/http/base64.h"
#include "catcher/http/header.h"

#include <array>
#include <stdexcept>
#include <utility>

namespace hookline {
namespace {

using enum SignatureScheme;

constexpr std::array<std::pair<SignatureScheme, std::string_view>, 4> kNames{
    {{kStandardWebhooks, "standard-webhooks"},
     {kStripe, "stripe"},
     {kGitHub, "github"},
     {kHmacSha256, "hmac-sha256"}}};

constexpr std::string_view kSecretPrefix = "whsec_";

/// Settings pages cut the padding off now and then.
std::string padded(std::string_view text) {
  std::string out(text);
  while (out.size() % 4 != 0) out += '=';
  return out;
}

std::string standard_webhooks_key(std::string_view secret) {
  if (secret.starts_with("whsk_") || secret.starts_with("whpk_")) {
    throw std::invalid_argument(
        "the key is one for Ed25519 signatures (whsk_ or whpk_), which aren't known here; Standard "
        "Webhooks' HMAC keys begin with whsec_");
  }
  if (secret.starts_with(kSecretPrefix)) secret.remove_prefix(kSecretPrefix.size());
  auto key = decode_base64(padded(secret));
  if (!key || key->empty()) {
    throw std::invalid_argument(
        "the key is no Standard Webhooks secret: that is base64, usually with whsec_ before it");
  }
  return std::move(*key);
}

}  // namespace

std::string_view name_of(SignatureScheme scheme) {
  for (const auto& [known, name] : kNames) {
    if (known == scheme) return name;
  }
  return "";
}

std::optional<SignatureScheme> scheme_named(std::string_view name) {
  for (const auto& [scheme, known] : kNames) {
    if (known == name) return scheme;
  }
  return std::nullopt;
}

std::string hmac_key_of(const SigningKey& key) {
  if (key.secret.empty()) throw std::invalid_argument("the key is empty");
  return key.scheme == kStandardWebhooks ? standard_webhooks_key(key.secret) : key.secret;
}

void check_signing_key(const SigningKey& key) {
  hmac_key_of(key);
  if (key.scheme == kHmacSha256) HeaderField(key.header, key.prefix);
}

}  // namespace hookline
