#pragma once

#include "catcher/http/header.h"
#include "catcher/signatures/hmac_sha256.h"
#include "catcher/signatures/signing_key.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// What a request's headers say about its signature, before any key is tried.
struct SignatureClaim {
  enum class State { kPresent, kMissing, kMalformed };
  State state = State::kPresent;
  std::string problem = {};    ///< a sentence; empty where it is present
  std::string id = {};         ///< as sent; part of what Standard Webhooks signs
  std::string timestamp = {};  ///< as sent; part of what Standard Webhooks and Stripe sign
  std::optional<std::int64_t> timestamp_s = {};  ///< the same, read; none where none is signed
  std::vector<HmacDigest> digests = {};  ///< several while a sender changes its key; any will do
};

/// Reads the headers of the key's scheme. The key's secret isn't looked at.
SignatureClaim claimed_signature(const SigningKey& key, std::span<const Header> headers);

/// What is signed: `before` and then the body.
std::string signed_before_body(SignatureScheme scheme, std::string_view id,
                               std::string_view timestamp);

}  // namespace hookline
