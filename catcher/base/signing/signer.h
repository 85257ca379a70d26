#pragma once

#include "catcher/base/http/headers/header.h"
#include "catcher/base/signing/hmac_sha256.h"
#include "catcher/base/signing/signing_key.h"

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace hookline {

/// Signs under a key, and under its further secrets. Each thread needs one of its own.
class Signer {
 public:
  /// Throws std::invalid_argument with a sentence for a key that can't be used.
  explicit Signer(SigningKey key);

  /// The headers to send with exactly these bytes of body (as they go over the wire, compressed if
  /// they are). `id` names the message and stays the same when it is sent again; `timestamp_s` is
  /// when it is sent, seconds since 1970 UTC. Schemes that know neither ignore them. Throws
  /// std::invalid_argument where Standard Webhooks is to sign an id that can't be in its header.
  Headers sign(std::string_view id, std::int64_t timestamp_s, std::string_view body);

 private:
  SigningKey key_;
  std::vector<HmacSha256> hmacs_;  ///< one of each secret; not empty
};

/// The same, for one message.
Headers sign(const SigningKey& key, std::string_view id, std::int64_t timestamp_s,
             std::string_view body);

}  // namespace hookline
