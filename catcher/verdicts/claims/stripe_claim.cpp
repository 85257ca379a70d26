#include "catcher/base/text/ascii.h"
#include "catcher/verdicts/claims/claim_reading.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Reads "t=SECONDS,v1=HEX,…". Blanks belong to the names, as Stripe's library has it.
class StripeHeader {
 public:
  SignatureClaim claim(const std::string& value) {
    for (const std::string_view item : split_text(value, ',')) add_item(item);
    if (!time_)
      return malformed_claim(problem_.empty() ? "Stripe-Signature has no t= part" : problem_);
    if (!read_time(claim_, "Stripe-Signature's t=", *time_)) return claim_;
    if (*claim_.timestamp_s > kClaimedSecondsMax) {
      add_note(claim_, "its t= are milliseconds, a far future where seconds belong");
    }
    if (claim_.digests.empty()) {
      return malformed_claim(problem_.empty() ? "Stripe-Signature has no v1= part" : problem_);
    }
    return std::move(claim_);
  }

 private:
  void add_item(std::string_view item) {
    const auto parts = split_text(item, '=');
    const auto bare = trimmed_start(parts[0]);
    const auto text = parts.size() > 1 ? parts[1] : std::string_view();
    if (bare.size() != parts[0].size() && (bare == "t" || bare == "v1")) {
      add_behind_blank(bare, text);
    } else if (parts[0] == "t") {
      if (time_) {
        claim_.other_times.emplace_back(*time_);
        if (*time_ != text) add_note(claim_, "of several t= the last counts");
      }
      time_ = text;
    } else if (parts[0] == "v1") {
      add_digest(text);
    }
  }

  void add_digest(std::string_view text) {
    if (text.empty()) {
      claim_.objection = "a v1 without a value spoils all of the header";
    }
    if (auto digest = read_digest(text, DigestEncoding::kHex)) {
      claim_.digests.push_back(std::move(*digest));
    } else {
      problem_ = no_digest("Stripe-Signature's v1=", text, DigestEncoding::kHex);
    }
  }

  void add_behind_blank(std::string_view name, std::string_view text) {
    if (name == "t") {
      claim_.other_times.emplace_back(text);
      problem_ =
          "Stripe-Signature has a blank before t=, which Stripe's library takes for "
          "another name";
    } else if (auto digest = read_digest(text, DigestEncoding::kHex)) {
      digest->objection = "it stands behind a comma and a blank";
      claim_.digests.push_back(std::move(*digest));
    }
  }

  SignatureClaim claim_;
  std::optional<std::string_view> time_;
  std::string problem_;
};

}  // namespace

SignatureClaim stripe_claim(std::span<const Header> headers) {
  const auto values = header_values(headers, "Stripe-Signature");
  if (values.empty()) return missing_claim("there is no Stripe-Signature header");
  const std::string value = joined_values(values);
  return StripeHeader().claim(value);
}

}  // namespace hookline
