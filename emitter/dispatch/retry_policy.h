#pragma once

#include "emitter/dispatch/attempt.h"

#include <chrono>
#include <cstdint>
#include <vector>

namespace hookline {

/// What an attempt means for its delivery and its webhook.
enum class Verdict : std::uint8_t {
  kDelivered,  ///< answered 2xx
  kSwitchOff,  ///< answered 410: not delivered, and the webhook gets nothing any more
  kTryAgain,   ///< not delivered; another attempt is due after delay_after()
  kFailed,     ///< not delivered, and that is the end of it
};

/// When a delivery is tried again. The default is the platform's promise: one attempt, no retry.
struct RetryPolicy {
  /// The wait before the second attempt, before the third, and so on; as many retries as entries.
  std::vector<std::chrono::milliseconds> delays;

  Verdict verdict_on(const Attempt& attempt) const;
  /// Only for a verdict of kTryAgain.
  std::chrono::milliseconds delay_after(const Attempt& attempt) const;
};

}  // namespace hookline
