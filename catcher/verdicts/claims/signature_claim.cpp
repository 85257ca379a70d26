#include "catcher/verdicts/claims/signature_claim.h"

#include "catcher/verdicts/claims/claim_reading.h"

#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

using State = SignatureClaim::State;

SignatureClaim body_claim(std::span<const Header> headers, std::string_view name,
                          std::string_view prefix, DigestEncoding encoding) {
  const auto values = header_values(headers, name);
  if (values.empty()) return missing_claim(fmt::format("there is no {} header", name));
  SignatureClaim claim;
  std::string problem;
  for (std::string_view text : values) {
    if (!text.starts_with(prefix)) {
      problem = fmt::format("{} holds \"{}\", which doesn't begin with \"{}\"", name,
                            start_of_value(text), prefix);
      continue;
    }
    text.remove_prefix(prefix.size());
    if (auto digest = read_digest(text, encoding)) {
      claim.digests.push_back(std::move(*digest));
    } else {
      problem = no_digest(name, text, encoding);
    }
  }
  return claim.digests.empty() ? malformed_claim(problem) : claim;
}

/// No vendor's library judges these: any spelling and any of several lines will do.
SignatureClaim plain_claim(const SigningKey& key, std::span<const Header> headers) {
  auto claim = body_claim(headers, key.header, key.prefix, key.encoding);
  for (ClaimedDigest& digest : claim.digests) {
    if (!digest.objection.empty()) add_note(claim, std::exchange(digest.objection, {}));
  }
  return claim;
}

SignatureClaim github_claim(std::span<const Header> headers) {
  constexpr std::string_view kName = "X-Hub-Signature-256";
  auto claim = body_claim(headers, kName, "sha256=", DigestEncoding::kHex);
  if (claim.state == State::kMissing && find_header(headers, "X-Hub-Signature")) {
    return partial_claim(
        "there is no X-Hub-Signature-256 header, only X-Hub-Signature, the SHA-1 of old");
  }
  if (header_values(headers, kName).size() > 1) {
    claim.objection = "X-Hub-Signature-256 stands more than once, which reads as one wrong value";
  }
  return claim;
}

}  // namespace

std::vector<SignatureClaim> claimed_signatures(const SigningKey& key,
                                               std::span<const Header> headers) {
  switch (key.scheme) {
    case SignatureScheme::kStandardWebhooks:
      return standard_webhooks_claims(headers);
    case SignatureScheme::kStripe:
      return {stripe_claim(headers)};
    case SignatureScheme::kGitHub:
      return {github_claim(headers)};
    case SignatureScheme::kHmacSha256:
      break;
  }
  return {plain_claim(key, headers)};
}

std::string signed_before_body(SignatureScheme scheme, std::string_view id,
                               std::string_view timestamp) {
  switch (scheme) {
    case SignatureScheme::kStandardWebhooks:
      return fmt::format("{}.{}.", id, timestamp);
    case SignatureScheme::kStripe:
      return fmt::format("{}.", timestamp);
    case SignatureScheme::kGitHub:
    case SignatureScheme::kHmacSha256:
      break;
  }
  return {};
}

}  // namespace hookline
