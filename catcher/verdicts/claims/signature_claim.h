#pragma once

#include "catcher/base/http/headers/header.h"
#include "catcher/base/signing/signing_key.h"
#include "catcher/verdicts/claims/claimed_digest.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// What a request's headers say about its signature, before any key is tried. Headers are read as
/// the vendor's own library for Node.js reads them: repeated lines are one value, joined by ", ",
/// and numbers are read as parseInt() does.
struct SignatureClaim {
  enum class State { kPresent, kMissing, kMalformed };
  State state = State::kPresent;
  std::string problem = {};    ///< a sentence; empty where it is present
  bool in_part = false;        ///< of a missing one: some of its headers are there
  std::string id = {};         ///< part of what Standard Webhooks signs
  std::string timestamp = {};  ///< as it is signed by Standard Webhooks and Stripe: the number
  std::optional<std::int64_t> timestamp_s = {};  ///< the same, read; none where none is signed
  std::vector<ClaimedDigest> digests = {};  ///< several while a sender changes its key; any will do
  /// Ids and times that the headers hold besides, as they are written: signed by mistake.
  std::vector<std::string> other_ids = {};
  std::vector<std::string> other_times = {};
  /// Why the library refuses the request although a digest is right, a clause; mostly empty.
  std::string objection = {};
  std::string note = {};  ///< what is odd and doesn't matter, a clause; mostly empty
};

/// Reads the headers of the key's scheme. The key's secret isn't looked at. Mostly one; two where
/// Svix' headers stand beside those of Standard Webhooks, which are read by a library each.
std::vector<SignatureClaim> claimed_signatures(const SigningKey& key,
                                               std::span<const Header> headers);

/// What is signed: `before` and then the body.
std::string signed_before_body(SignatureScheme scheme, std::string_view id,
                               std::string_view timestamp);

}  // namespace hookline
