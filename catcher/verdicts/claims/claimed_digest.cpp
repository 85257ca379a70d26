#include "catcher/verdicts/claims/claimed_digest.h"

#include "catcher/base/http/codings/base64.h"
#include "catcher/base/text/ascii.h"

#include <algorithm>

#include <fmt/format.h>

namespace hookline {
namespace {

std::optional<ClaimedDigest> from_hex(std::string_view text) {
  ClaimedDigest claimed;
  HmacDigest& digest = claimed.digest;
  if (text.size() != 2 * digest.size()) return std::nullopt;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const int high = hex_value(text[2 * i]);
    const int low = hex_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    digest[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  if (text != hex_of(digest)) claimed.objection = "its hex digits are written in capitals";
  return claimed;
}

std::optional<ClaimedDigest> from_base64(std::string_view text) {
  ClaimedDigest claimed;
  std::string padded(text);
  while (padded.size() % 4 != 0) padded += '=';
  const auto bytes = decode_base64(padded);
  if (!bytes || bytes->size() != claimed.digest.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), claimed.digest.begin());
  if (padded != text) {
    claimed.objection = "its base64 lacks the \"=\" at the end";
  } else if (text != base64_of(claimed.digest)) {
    claimed.objection = "its base64 ends in another character than base64 is written with";
  }
  return claimed;
}

}  // namespace

std::optional<ClaimedDigest> read_digest(std::string_view text, DigestEncoding encoding) {
  return encoding == DigestEncoding::kHex ? from_hex(text) : from_base64(text);
}

std::string start_of_value(std::string_view value) {
  constexpr std::size_t kShownMax = 60;
  return value.size() <= kShownMax ? std::string(value)
                                   : fmt::format("{}…", value.substr(0, kShownMax));
}

std::string no_digest(std::string_view header, std::string_view text, DigestEncoding expected) {
  const bool hex = expected == DigestEncoding::kHex;
  if (hex ? from_base64(text).has_value() : from_hex(text).has_value()) {
    return fmt::format("{} holds a digest in {} where {} belongs", header, hex ? "base64" : "hex",
                       hex ? "hex" : "base64");
  }
  return fmt::format("{} holds \"{}\" where {} belong, the {} of 32 bytes", header,
                     start_of_value(text), hex ? "64 hex digits" : "44 characters of base64",
                     hex ? "hex" : "base64");
}

}  // namespace hookline
