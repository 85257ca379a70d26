#pragma once

#include "catcher/base/http/headers/header.h"
#include "catcher/verdicts/claims/signature_claim.h"
#include "catcher/verdicts/signature_check.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace hookline {

/// A verdict and the sentence for it.
struct SignatureFinding {
  Verdict verdict = Verdict::kWrongKey;
  std::string reason;
};

/// Why a signature doesn't match: tries what goes wrong between senders and receivers.
SignatureFinding cause_of_mismatch(const SigningKey& key, const SignatureClaim& claim,
                                   std::span<const Header> headers, std::string_view body,
                                   std::int64_t now_s);

/// Whose judgement a verdict gives: "Stripe's library".
std::string_view library_of(SignatureScheme scheme);

}  // namespace hookline
