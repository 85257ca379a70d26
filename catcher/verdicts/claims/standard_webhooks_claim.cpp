#include "catcher/verdicts/claims/claim_reading.h"

#include <algorithm>

#include <fmt/format.h>

namespace hookline {
namespace {

/// A list of "v1,BASE64", separated by blanks; what stands behind a second comma goes unread.
void read_standard_signatures(SignatureClaim& claim, std::string_view name, std::string_view list) {
  std::string problem;
  for (const std::string_view item : split_text(list, ' ')) {
    if (item.empty()) continue;
    const auto parts = split_text(item, ',');
    if (parts[0] != "v1") {
      if (problem.empty()) {
        problem = fmt::format("{} holds \"{}\"; HMAC signatures begin with \"v1,\"{}", name,
                              start_of_value(item),
                              parts[0] == "v1a" ? " (v1a is Ed25519, which isn't known here)" : "");
      }
      continue;
    }
    const auto text = parts.size() > 1 ? parts[1] : std::string_view();
    if (auto digest = read_digest(text, DigestEncoding::kBase64)) {
      claim.digests.push_back(std::move(*digest));
    } else {
      problem = no_digest(name, text, DigestEncoding::kBase64);
    }
  }
  if (!claim.digests.empty()) return;
  claim = malformed_claim(problem.empty() ? fmt::format("{} is empty", name) : problem);
}

/// The headers of a library of Standard Webhooks: Svix' own takes each from its own name first.
class StandardHeaders {
 public:
  StandardHeaders(std::span<const Header> headers, bool svix) : headers_(headers), svix_(svix) {}

  std::string name_of(std::string_view part) const {
    const auto own = fmt::format("svix-{}", part);
    return svix_ && find_header(headers_, own) ? own : fmt::format("webhook-{}", part);
  }

  SignatureClaim claim() const {
    const auto name = name_of("signature");
    const auto signature = header_values(headers_, name);
    const auto ids = header_values(headers_, name_of("id"));
    const auto times = header_values(headers_, name_of("timestamp"));
    if (signature.empty()) {
      auto claim = missing_claim("there is no webhook-signature header");
      claim.in_part = !ids.empty() || !times.empty();
      return claim;
    }
    if (ids.empty())
      return partial_claim(
          fmt::format("there is a {}, but no {} header", name, lacking(name, "id")));
    if (times.empty()) {
      return partial_claim(
          fmt::format("there is a {}, but no {} header", name, lacking(name, "timestamp")));
    }
    SignatureClaim claim{.id = joined_values(ids)};
    if (claim.id.empty()) {
      return malformed_claim(
          fmt::format("{} is empty; it is part of what is signed", name_of("id")));
    }
    if (ids.size() > 1) claim.other_ids.assign(ids.begin(), ids.end());
    if (!read_time(claim, name_of("timestamp"), joined_values(times))) return claim;
    if (*claim.timestamp_s > kClaimedSecondsMax) {
      return malformed_claim(
          fmt::format("{} is {}, which are milliseconds; seconds since 1970 belong there",
                      name_of("timestamp"), claim.timestamp));
    }
    read_standard_signatures(claim, name, joined_values(signature));
    return claim;
  }

 private:
  /// The name that a sender of that signature gives the part.
  static std::string lacking(std::string_view signature, std::string_view part) {
    return fmt::format("{}{}", signature.starts_with("svix-") ? "svix-" : "webhook-", part);
  }

  const std::span<const Header> headers_;
  const bool svix_;
};

bool has_any(std::span<const Header> headers, std::string_view brand) {
  return std::any_of(headers.begin(), headers.end(), [&](const Header& header) {
    return header.name.size() > brand.size() &&
           equals_ignoring_case(std::string_view(header.name).substr(0, brand.size()), brand);
  });
}

}  // namespace

std::vector<SignatureClaim> standard_webhooks_claims(std::span<const Header> headers) {
  if (!has_any(headers, "svix-")) return {StandardHeaders(headers, false).claim()};
  std::vector<SignatureClaim> claims{StandardHeaders(headers, true).claim()};
  if (!find_header(headers, "webhook-signature")) return claims;
  claims.push_back(StandardHeaders(headers, false).claim());
  add_note(claims.front(), "as Svix' library reads it, by the svix- headers");
  add_note(claims.back(), "by the webhook- headers; Svix' library reads the svix- headers instead");
  return claims;
}

}  // namespace hookline
