#pragma once

#include "catcher/base/net/addresses/outcome.h"
#include "emitter/delivery/delivery.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace hookline {

/// What an attempt means for its delivery and its webhook.
enum class AttemptVerdict : std::uint8_t {
  kDelivered,  ///< answered 2xx
  kTryAgain,   ///< not delivered, and another attempt will follow
  kFailed,     ///< not delivered, and that is the end of it
  kSwitchOff,  ///< the same, and its webhook gets nothing any more
};

/// One try at one delivery: everything that happened, as one flat record. What failed is a value,
/// never thrown. Its times are those of the dispatcher's Timekeeper.
struct Attempt {
  std::uint64_t delivery_id = 0;
  std::uint64_t event_id = 0;
  std::uint64_t webhook_id = 0;
  int number = 1;  ///< 1 for the first try
  /// The delivery's due time; from the second attempt on, the end of the one before and the wait.
  Clock::time_point due;
  /// When the dispatcher got around to it: before, it was late itself; from here until `started`
  /// all connections that it may have to the host were taken, or the webhook was being spared.
  Clock::time_point ready;
  Clock::time_point started;  ///< when sending (connecting, if need be) began
  Clock::time_point finished;
  Outcome outcome = Outcome::kCancelled;
  int status = 0;  ///< the answer's status; 0 without a whole answer
  /// Sent again on a fresh connection, because the kept-alive one turned out to have been closed
  /// before a byte of the request reached the receiver.
  bool resent = false;
  std::string problem;  ///< a clear sentence when the outcome is not kAnswered; empty otherwise
  /// What the answer's Retry-After asked for, counted from `finished`.
  std::optional<std::chrono::milliseconds> retry_after = {};
  AttemptVerdict verdict = AttemptVerdict::kFailed;
  /// Where an answer of 3xx points to; redirects aren't followed.
  std::string location = {};
  /// For kSwitchOff: why, as in "since it answered 410".
  std::string switched_off = {};

  /// 2xx. Anything else is a failed attempt.
  bool delivered() const { return outcome == Outcome::kAnswered && status >= 200 && status < 300; }
  /// Whether its delivery has ended with it.
  bool is_last() const { return verdict != AttemptVerdict::kTryAgain; }
  /// False where its delivery ended before it could begin.
  bool was_made() const {
    return outcome != Outcome::kCancelled && outcome != Outcome::kSwitchedOff;
  }
};

}  // namespace hookline
