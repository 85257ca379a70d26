#include "catcher/verdicts/signature_check.h"

#include "catcher/base/text/utf8.h"
#include "catcher/verdicts/claims/signature_claim.h"
#include "catcher/verdicts/signature_search.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// How a claim's digests compare with the right one.
struct Match {
  bool found = false;
  std::string objection = {};  ///< why the one found is refused; empty where it is taken
};

Match match_of(const SigningKey& key, const SignatureClaim& claim, std::string_view body) {
  const HmacDigest digest =
      HmacSha256(hmac_key_of(key))
          .of({signed_before_body(key.scheme, claim.id, claim.timestamp), body});
  // Each is compared: how many there are is no secret, which of them matches might be.
  Match match;
  for (const ClaimedDigest& claimed : claim.digests) {
    if (!same_digest(claimed.digest, digest)) continue;
    if (!match.found || claimed.objection.empty()) match.objection = claimed.objection;
    match.found = true;
  }
  if (match.found && match.objection.empty()) match.objection = claim.objection;
  if (match.found && body.empty() && key.scheme == SignatureScheme::kGitHub) {
    match.objection = "it takes no empty body";
  }
  return match;
}

std::string duration(std::int64_t seconds) {
  if (seconds < 120) return fmt::format("{} s", seconds);
  if (seconds < 7200) return fmt::format("{} min", seconds / 60);
  if (seconds < 172800) return fmt::format("{} h", seconds / 3600);
  return fmt::format("{} days", seconds / 86400);
}

SignatureFinding judge_time(const SigningKey& key, const SignatureClaim& claim, std::int64_t now_s,
                            std::int64_t tolerance_s) {
  if (!claim.timestamp_s) return {Verdict::kValid, "the signature matches the body"};
  const std::int64_t age = now_s - *claim.timestamp_s;
  if (tolerance_s <= 0 || std::abs(age) <= tolerance_s) {
    return {Verdict::kValid, "the signature matches time and body"};
  }
  if (age < 0 && key.scheme == SignatureScheme::kStripe) {
    return {Verdict::kValid,
            fmt::format("the signature matches time and body; the time is {} after the request "
                        "arrived, which Stripe's library lets pass",
                        duration(-age))};
  }
  return {
      Verdict::kStale,
      fmt::format("the signature matches, but was made {} {} the request arrived; {} are "
                  "allowed",
                  duration(std::abs(age)), age > 0 ? "before" : "after", duration(tolerance_s))};
}

/// The body as the vendors' libraries for Node.js see it, which read it as UTF-8; Stripe's drops a
/// byte order mark besides. `storage` holds it where that isn't the body itself.
std::string_view as_read(SignatureScheme scheme, std::string_view body, std::string& storage) {
  if (scheme == SignatureScheme::kHmacSha256) return body;
  if (scheme == SignatureScheme::kStripe && body.starts_with(kByteOrderMark)) {
    body.remove_prefix(kByteOrderMark.size());
  }
  if (is_utf8(body)) return body;
  storage = with_replacements(body);
  return storage;
}

SignatureFinding judge_claim(const SigningKey& key, const SignatureClaim& claim,
                             std::span<const Header> headers, std::string_view body,
                             std::int64_t now_s, std::int64_t tolerance_s) {
  std::string storage;
  const auto text = as_read(key.scheme, body, storage);
  const Match match = match_of(key, claim, text);
  if (match.found && !match.objection.empty()) {
    return {Verdict::kMalformed, fmt::format("the signature matches, but {} refuses it: {}",
                                             library_of(key.scheme), match.objection)};
  }
  if (match.found) {
    SignatureFinding finding = judge_time(key, claim, now_s, tolerance_s);
    if (text != body) finding.reason += fmt::format(" as {} reads it", library_of(key.scheme));
    if (!claim.note.empty()) finding.reason += "; " + claim.note;
    return finding;
  }
  if (text != body && match_of(key, claim, body).found) {
    return {Verdict::kMalformed,
            fmt::format("the signature matches the body's bytes; {} reads them as UTF-8 text, "
                        "which they are not, and refuses it",
                        library_of(key.scheme))};
  }
  return cause_of_mismatch(key, claim, headers, body, now_s);
}

SignatureCheck check_claim(const SigningKey& key, const SignatureClaim& claim,
                           std::span<const Header> headers, std::string_view body,
                           std::int64_t now_s, std::int64_t tolerance_s) {
  if (claim.state == SignatureClaim::State::kMissing) {
    return {key.scheme, Verdict::kMissing, claim.problem, claim.in_part};
  }
  if (claim.state == SignatureClaim::State::kMalformed) {
    return {key.scheme, Verdict::kMalformed, claim.problem};
  }
  SignatureFinding finding = judge_claim(key, claim, headers, body, now_s, tolerance_s);
  return {key.scheme, finding.verdict, std::move(finding.reason)};
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kValid:
      return "valid";
    case Verdict::kStale:
      return "stale";
    case Verdict::kAltered:
      return "altered";
    case Verdict::kWrongKey:
      return "wrong_key";
    case Verdict::kMalformed:
      return "malformed";
    case Verdict::kMissing:
      break;
  }
  return "missing";
}

bool is_nearer(const SignatureCheck& check, const SignatureCheck& than) {
  if (check.verdict != than.verdict) return check.verdict < than.verdict;
  return check.in_part && !than.in_part;
}

SignatureCheck verify(const SigningKey& key, std::span<const Header> headers, std::string_view body,
                      std::int64_t now_s, std::int64_t tolerance_s) {
  check_signing_key(key);
  std::optional<SignatureCheck> best;
  for (const SignatureClaim& claim : claimed_signatures(key, headers)) {
    auto check = check_claim(key, claim, headers, body, now_s, tolerance_s);
    if (!best || is_nearer(check, *best)) best = std::move(check);
  }
  return std::move(best).value();
}

}  // namespace hookline
