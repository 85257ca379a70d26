#pragma once

#include "catcher/verdicts/claims/signature_claim.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

// What the readers of all schemes share.

/// What a number of seconds since 1970 is below; milliseconds have 13 digits from 2001 to 2286.
inline constexpr std::int64_t kClaimedSecondsMax = 99'999'999'999;

SignatureClaim missing_claim(std::string problem);
/// The same where another header of the scheme is there.
SignatureClaim partial_claim(std::string problem);
SignatureClaim malformed_claim(std::string problem);
void add_note(SignatureClaim& claim, std::string_view note);

/// As JavaScript's split() does: an empty text has one part.
std::vector<std::string_view> split_text(std::string_view text, char separator);

/// All values of that name, and the one value that Node.js makes of them.
std::vector<std::string_view> header_values(std::span<const Header> headers, std::string_view name);
std::string joined_values(const std::vector<std::string_view>& values);

/// Takes the time as the number that the text begins with. False, and the claim malformed, where
/// that is none; `where` names the place in a sentence.
bool read_time(SignatureClaim& claim, std::string_view where, std::string_view text);

/// The schemes' own.
std::vector<SignatureClaim> standard_webhooks_claims(std::span<const Header> headers);
SignatureClaim stripe_claim(std::span<const Header> headers);

}  // namespace hookline
