#pragma once

#include "emitter/delivery/promises/delivery_promise.h"

#include <stdexcept>
#include <string>
#include <string_view>

namespace hookline {

/// A promise as people write it, on the command line or in a scenario: a preset, and what differs
/// from it. An empty text leaves the preset's.
struct PromiseSettings {
  std::string preset = {};   ///< activecampaign where empty
  std::string retry = {};    ///< the waits, "5s,5m,2h"; or how many, "5"; "none"
  std::string backoff = {};  ///< "FIRST[,FACTOR[,LONGEST]]" of a retry that is a number; "1s,2,1h"
  std::string jitter = {};   ///< percent, 0 to 100
  std::string seed = {};     ///< of the jitter
  std::string retry_after_max = {};  ///< a time; "0": Retry-After changes nothing
  std::string retry_on = {};         ///< EndingSet::parse
  /// Failed deliveries in a row, "3"; or a time of failing, "1h"; or "never".
  std::string disable_after = {};
  std::string attempt_header = {};

  friend bool operator==(const PromiseSettings&, const PromiseSettings&) = default;
};

/// A setting that makes no sense: which, and a sentence.
class PromiseSettingError : public std::runtime_error {
 public:
  PromiseSettingError(std::string_view setting, std::string_view value, const std::string& sentence)
      : std::runtime_error(sentence), setting_(setting), value_(value) {}

  /// As in "retry_after_max".
  const std::string& setting() const { return setting_; }
  const std::string& value() const { return value_; }

 private:
  std::string setting_;
  std::string value_;
};

/// Throws PromiseSettingError. Where there is jitter and no seed, a new one is drawn.
DeliveryPromise promise_from(const PromiseSettings& settings);

inline constexpr std::size_t kRetriesMax = 100;

}  // namespace hookline
