#include "catcher/signatures/signature_claim.h"

#include "catcher/http/base64.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace hookline {
namespace {

using State = SignatureClaim::State;

SignatureClaim missing(std::string problem) {
  return {.state = State::kMissing, .problem = std::move(problem)};
}

SignatureClaim malformed(std::string problem) {
  return {.state = State::kMalformed, .problem = std::move(problem)};
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<HmacDigest> from_hex(std::string_view text) {
  HmacDigest digest{};
  if (text.size() != 2 * digest.size()) return std::nullopt;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const int high = hex_value(text[2 * i]);
    const int low = hex_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    digest[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return digest;
}

std::optional<HmacDigest> from_base64(std::string_view text) {
  HmacDigest digest{};
  const auto bytes = decode_base64(text);
  if (!bytes || bytes->size() != digest.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), digest.begin());
  return digest;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    if (const auto part = trimmed(text.substr(0, end)); !part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::optional<std::int64_t> seconds_in(std::string_view text) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return seconds;
}

/// A value of a header as it can stand in a sentence: its start.
std::string shown(std::string_view value) {
  constexpr std::size_t kShownMax = 60;
  return value.size() <= kShownMax ? std::string(value)
                                   : fmt::format("{}…", value.substr(0, kShownMax));
}

/// Why text is no digest in that encoding, and what it looks like instead.
std::string no_digest(std::string_view header, std::string_view text, DigestEncoding expected) {
  const bool hex = expected == DigestEncoding::kHex;
  if (hex ? from_base64(text).has_value() : from_hex(text).has_value()) {
    return fmt::format("{} holds a digest in {} where {} belongs", header, hex ? "base64" : "hex",
                       hex ? "hex" : "base64");
  }
  return fmt::format("{} holds \"{}\" where {} belong, the {} of 32 bytes", header, shown(text),
                     hex ? "64 hex digits" : "44 characters of base64", hex ? "hex" : "base64");
}

/// Seconds, or malformed with what it is instead.
bool read_timestamp(SignatureClaim& claim, std::string_view where) {
  // Milliseconds since 1970 have 13 digits from 2001 to 2286.
  constexpr std::int64_t kSecondsMax = 99'999'999'999;
  claim.timestamp_s = seconds_in(claim.timestamp);
  const bool read = claim.timestamp_s && *claim.timestamp_s >= 0;
  if (read && *claim.timestamp_s <= kSecondsMax) return true;
  claim =
      malformed(read ? fmt::format("{} is {}, which are milliseconds; seconds since 1970 belong "
                                   "there",
                                   where, claim.timestamp)
                     : fmt::format("{} is \"{}\"; whole seconds since 1970 belong there", where,
                                   shown(claim.timestamp)));
  return false;
}

/// All headers of that name, as one list.
std::optional<std::string> joined(std::span<const Header> headers, std::string_view name,
                                  char separator) {
  std::optional<std::string> out;
  for (const Header& header : headers) {
    if (!equals_ignoring_case(header.name, name)) continue;
    if (out) {
      *out += separator + header.value;
    } else {
      out = header.value;
    }
  }
  return out;
}

void read_standard_signatures(SignatureClaim& claim, std::string_view name, std::string_view list) {
  std::string problem;
  for (const std::string_view part : split(list, ' ')) {
    if (!part.starts_with("v1,")) {
      if (problem.empty()) {
        problem = fmt::format(
            "{} holds \"{}\"; HMAC signatures begin with \"v1,\"{}", name, shown(part),
            part.starts_with("v1a,") ? " (v1a is Ed25519, which isn't known here)" : "");
      }
    } else if (const auto digest = from_base64(part.substr(3))) {
      claim.digests.push_back(*digest);
    } else {
      problem = no_digest(name, part.substr(3), DigestEncoding::kBase64);
    }
  }
  if (!claim.digests.empty()) return;
  claim = malformed(problem.empty() ? fmt::format("{} is empty", name) : problem);
}

SignatureClaim standard_webhooks_claim(std::span<const Header> headers) {
  // Svix, where the scheme comes from, sends the same under its own name.
  const bool svix =
      !find_header(headers, "webhook-signature") && find_header(headers, "svix-signature");
  const std::string brand = svix ? "svix-" : "webhook-";
  const auto signature = joined(headers, brand + "signature", ' ');
  const auto id = find_header(headers, brand + "id");
  const auto timestamp = find_header(headers, brand + "timestamp");
  if (!signature) return missing("there is no webhook-signature header");
  if (!id) return missing(fmt::format("there is a {0}signature, but no {0}id header", brand));
  if (!timestamp) {
    return missing(fmt::format("there is a {0}signature, but no {0}timestamp header", brand));
  }
  SignatureClaim claim{.id = std::string(*id), .timestamp = std::string(*timestamp)};
  if (read_timestamp(claim, brand + "timestamp")) {
    read_standard_signatures(claim, brand + "signature", *signature);
  }
  return claim;
}

SignatureClaim stripe_claim(std::span<const Header> headers) {
  const auto value = joined(headers, "Stripe-Signature", ',');
  if (!value) return missing("there is no Stripe-Signature header");
  SignatureClaim claim;
  bool has_timestamp = false;
  std::string problem = "Stripe-Signature has no v1= part";
  for (const std::string_view part : split(*value, ',')) {
    if (part.starts_with("t=") && !has_timestamp) {
      has_timestamp = true;
      claim.timestamp = part.substr(2);
    } else if (part.starts_with("v1=")) {
      if (const auto digest = from_hex(part.substr(3))) {
        claim.digests.push_back(*digest);
      } else {
        problem = no_digest("Stripe-Signature's v1=", part.substr(3), DigestEncoding::kHex);
      }
    }
  }
  if (!has_timestamp) return malformed("Stripe-Signature has no t= part");
  if (!read_timestamp(claim, "Stripe-Signature's t=")) return claim;
  return claim.digests.empty() ? malformed(problem) : claim;
}

SignatureClaim body_claim(std::span<const Header> headers, std::string_view name,
                          std::string_view prefix, DigestEncoding encoding) {
  if (!find_header(headers, name)) return missing(fmt::format("there is no {} header", name));
  SignatureClaim claim;
  std::string problem;
  for (const Header& header : headers) {
    if (!equals_ignoring_case(header.name, name)) continue;
    std::string_view text = header.value;
    if (!text.starts_with(prefix)) {
      problem = fmt::format("{} holds \"{}\", which doesn't begin with \"{}\"", name, shown(text),
                            prefix);
      continue;
    }
    text.remove_prefix(prefix.size());
    const auto digest = encoding == DigestEncoding::kHex ? from_hex(text) : from_base64(text);
    if (digest) {
      claim.digests.push_back(*digest);
    } else {
      problem = no_digest(name, text, encoding);
    }
  }
  return claim.digests.empty() ? malformed(problem) : claim;
}

SignatureClaim github_claim(std::span<const Header> headers) {
  auto claim = body_claim(headers, "X-Hub-Signature-256", "sha256=", DigestEncoding::kHex);
  if (claim.state == State::kMissing && find_header(headers, "X-Hub-Signature")) {
    claim.problem =
        "there is no X-Hub-Signature-256 header, only X-Hub-Signature, the SHA-1 of old";
  }
  return claim;
}

}  // namespace

SignatureClaim claimed_signature(const SigningKey& key, std::span<const Header> headers) {
  switch (key.scheme) {
    case SignatureScheme::kStandardWebhooks:
      return standard_webhooks_claim(headers);
    case SignatureScheme::kStripe:
      return stripe_claim(headers);
    case SignatureScheme::kGitHub:
      return github_claim(headers);
    case SignatureScheme::kHmacSha256:
      break;
  }
  return body_claim(headers, key.header, key.prefix, key.encoding);
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
