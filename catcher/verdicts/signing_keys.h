#pragma once

#include "catcher/base/signing/signing_key.h"
#include "catcher/captures/capture.h"
#include "catcher/captures/filters/capture_filter.h"
#include "catcher/verdicts/signature_check.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

// What keys say of a capture is found out when it is asked for: keys change, and a capture is what
// came.

class JsonValue;

/// A key and the requests that it is for.
struct SigningRule {
  std::int64_t id = 0;  ///< given when it was set; stands for the key, which nobody is shown again
  SigningKey key = {};
  std::int64_t tolerance_s = 300;  ///< how far the signed time may be from the arrival; 0: any
  CaptureFilter match = {};        ///< an empty one matches everything
};

using SigningRules = std::vector<SigningRule>;

/// Reads the list of PUT /api/signing, or of a file:
///   [{"scheme", "key", "header", "encoding", "prefix", "tolerance", "match": {FILTER: TEXT…}}]
/// An entry with the "id" of one of the `known` and no "key" keeps that one's key. Ids of the
/// result are those, or 0. Throws Failure(kInvalidInput) with a sentence that has the place (in a
/// file its line, too) and never holds a key.
SigningRules parse_signing_rules(std::string_view text, const SigningRules& known,
                                 const std::string& file = "");
/// Reads one entry. The document that it is from is read as one that holds secrets.
SigningRule read_signing_rule(const JsonValue& entry, const SigningRules& known);

/// What GET /api/signing answers: of each key its last characters alone.
std::string signing_rules_json(const SigningRules& rules);

/// The keys that captures are judged with. Any thread may call anything.
class SigningKeys {
 public:
  SigningKeys();

  /// Takes the place of whatever was there. Those without an id get a new one.
  void set(SigningRules rules);
  void clear() { set({}); }
  std::shared_ptr<const SigningRules> rules() const;

  /// What the keys that are for this capture say of it: the best of it. None where no key is, or
  /// where the store doesn't have all of the body.
  std::optional<SignatureCheck> judge(const Capture& capture) const;

  /// Why judge() says nothing although a key is for this capture, a clause; empty where none is, or
  /// where it does.
  std::string why_not_judged(const Capture& capture) const;

  /// The key to sign this capture's request with when it is sent again: the one that says the best
  /// of it. None where no key is for it.
  std::optional<SigningKey> key_for(const Capture& capture) const;

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const SigningRules> rules_;  ///< guarded by mutex_; replaced, never changed
  std::int64_t last_id_ = 0;                   ///< guarded by mutex_
};

}  // namespace hookline
