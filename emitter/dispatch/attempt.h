#pragma once

#include "catcher/outgoing/outcome.h"
#include "emitter/dispatch/delivery.h"

#include <cstdint>
#include <string>

namespace hookline {

/// One try at one delivery: everything that happened, as one flat record. What failed is a value,
/// never thrown.
struct Attempt {
  std::uint64_t delivery_id = 0;
  std::uint64_t event_id = 0;
  std::uint64_t webhook_id = 0;
  int number = 1;  ///< 1 for the first try
  Clock::time_point due;
  /// When the dispatcher got around to it: before, it was late itself; from here until `started`
  /// all connections that it may have to the host were taken.
  Clock::time_point ready;
  Clock::time_point started;  ///< when sending (connecting, if need be) began
  Clock::time_point finished;
  Outcome outcome = Outcome::kCancelled;
  int status = 0;  ///< the answer's status; 0 without a whole answer
  /// Sent again on a fresh connection, because the kept-alive one turned out to have been closed
  /// before a byte of the request reached the receiver.
  bool resent = false;
  std::string problem;  ///< a clear sentence when the outcome is not kAnswered; empty otherwise
  /// 2xx. Anything else is a failed delivery.
  bool delivered() const { return outcome == Outcome::kAnswered && status >= 200 && status < 300; }
};

}  // namespace hookline
