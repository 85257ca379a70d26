#include "catcher/verdicts/signature_search.h"

#include "catcher/base/http/codings/base64.h"
#include "catcher/verdicts/other_bodies.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kChanged =
    "no match: it was signed with another key, or the request was changed after it was signed";

class Search {
 public:
  Search(const SigningKey& key, const SignatureClaim& claim, std::span<const Header> headers,
         std::string_view body, std::int64_t now_s)
      : key_(key), claim_(claim), headers_(headers), body_(body), now_s_(now_s) {}

  SignatureFinding run() {
    hmac_.emplace(hmac_key_of(key_));
    if (find_other_text() || find_other_body() || find_other_time() || find_other_content() ||
        find_other_key()) {
      return std::move(finding_);
    }
    return {Verdict::kWrongKey, std::string(kChanged)};
  }

 private:
  bool matches(std::string_view before, std::string_view body) {
    const HmacDigest digest = hmac_->of({before, body});
    return std::any_of(
        claim_.digests.begin(), claim_.digests.end(),
        [&](const ClaimedDigest& claimed) { return same_digest(claimed.digest, digest); });
  }

  bool found(Verdict verdict, std::string reason) {
    finding_ = {verdict, std::move(reason)};
    return true;
  }

  /// Id and time as they are written, where the vendor's library reads something else in them.
  bool find_other_text() {
    auto ids = claim_.other_ids, times = claim_.other_times;
    if (ids.empty() && times.empty()) return false;
    ids.push_back(claim_.id);
    times.push_back(claim_.timestamp);
    for (const auto& id : ids) {
      for (const auto& time : times) {
        const auto before = signed_before_body(key_.scheme, id, time);
        if (!matches(before, body_)) continue;
        return found(Verdict::kMalformed,
                     fmt::format("it was signed with \"{}\" before the body; {} puts \"{}\" there",
                                 before, library_of(key_.scheme), before_body()));
      }
    }
    return false;
  }

  bool find_other_body() {
    const auto before = before_body();
    return try_other_bodies(headers_, body_, [&](std::string_view body, std::string_view what) {
      return matches(before, body) &&
             found(Verdict::kAltered, fmt::format("the signature matches {}", what));
    });
  }

  /// A proxy that sends again may put a fresh time beside an old signature.
  bool find_other_time() {
    constexpr std::int64_t kAround = 30;
    if (!claim_.timestamp_s || body_.size() > kCheapBytesMax) return false;
    for (std::int64_t seconds = now_s_ - kAround; seconds <= now_s_ + kAround; ++seconds) {
      if (try_time(std::to_string(seconds))) return true;
    }
    return std::any_of(headers_.begin(), headers_.end(), [&](const Header& header) {
      return is_number(header.value) && try_time(header.value);
    });
  }

  bool try_time(std::string_view time) {
    return matches(signed_before_body(key_.scheme, claim_.id, time), body_) &&
           found(Verdict::kAltered,
                 fmt::format("the signature was made for the time {}, the request says {}", time,
                             claim_.timestamp));
  }

  /// The scheme not followed to the letter.
  bool find_other_content() {
    if (before_body().empty()) return false;
    if (matches("", body_)) {
      return found(Verdict::kMalformed,
                   fmt::format("the signature is over the body alone; {} signs \"{}\" before it",
                               name_of(key_.scheme), before_body()));
    }
    if (matches(fmt::format("{}.", claim_.timestamp), body_)) {
      return found(Verdict::kMalformed,
                   "the signature is over time and body; the id belongs before them");
    }
    return false;
  }

  /// The right key, taken the wrong way.
  bool find_other_key() {
    for (const auto& [bytes, what] : other_keys()) {
      hmac_.emplace(bytes);
      if (matches(before_body(), body_)) return found(Verdict::kWrongKey, what);
    }
    return false;
  }

  std::vector<std::pair<std::string, std::string>> other_keys() const {
    std::string_view bare = key_.secret;
    const bool branded = bare.starts_with("whsec_");
    if (branded) bare.remove_prefix(6);
    std::vector<std::pair<std::string, std::string>> keys;
    if (key_.scheme == SignatureScheme::kStandardWebhooks) {
      keys.emplace_back(key_.secret,
                        "it was signed with the text of the key; what its base64 stands for is the "
                        "key");
    } else if (const auto decoded = decode_base64(bare); decoded && !decoded->empty()) {
      keys.emplace_back(*decoded,
                        "it was signed with what the key's base64 stands for; its text is the key");
    }
    if (branded) {
      keys.emplace_back(std::string(bare), "it was signed with the key's text without its whsec_");
    }
    for (const char* end : {"\n", "\r\n"}) {
      keys.emplace_back(key_.secret + end,
                        "it was signed with the key and a line end after it: probably the end of "
                        "the file that the sender reads it from");
    }
    return keys;
  }

  static bool is_number(std::string_view text) {
    return text.size() >= 9 && text.size() <= 13 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  std::string before_body() const {
    return signed_before_body(key_.scheme, claim_.id, claim_.timestamp);
  }

  static constexpr std::size_t kCheapBytesMax = std::size_t{64} << 10;
  const SigningKey& key_;
  const SignatureClaim& claim_;
  const std::span<const Header> headers_;
  const std::string_view body_;
  const std::int64_t now_s_;
  std::optional<HmacSha256> hmac_;
  SignatureFinding finding_;
};

}  // namespace

SignatureFinding cause_of_mismatch(const SigningKey& key, const SignatureClaim& claim,
                                   std::span<const Header> headers, std::string_view body,
                                   std::int64_t now_s) {
  return Search(key, claim, headers, body, now_s).run();
}

std::string_view library_of(SignatureScheme scheme) {
  switch (scheme) {
    case SignatureScheme::kStandardWebhooks:
      return "the library of Standard Webhooks";
    case SignatureScheme::kStripe:
      return "Stripe's library";
    case SignatureScheme::kGitHub:
      return "GitHub's library";
    case SignatureScheme::kHmacSha256:
      break;
  }
  return "a receiver";
}

}  // namespace hookline
