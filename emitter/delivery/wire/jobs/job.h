#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/delivery/delivery.h"
#include "emitter/delivery/wire/jobs/dispatcher_options.h"
#include "emitter/delivery/wire/jobs/target.h"

#include <memory>
#include <string>

namespace hookline {

/// Why an attempt was not made, in a sentence: for kCancelled and kSwitchedOff.
inline constexpr const char* kStopped = "the run was stopped first";
inline constexpr const char* kSwitchedOff = "the webhook was switched off first";

/// A delivery on its way through a loop.
struct Job {
  Delivery delivery;
  std::shared_ptr<const Target> target;
  Clock::time_point started;
  bool resent = false;
  Clock::time_point ready = {};  ///< set where it has to wait before it can be sent

  /// The bytes of its request from the request line to the blank line.
  void write_head(std::string& head, const DispatcherOptions& options) const;
  /// The record of the attempt, as it ends now; of an answer, to be filled in.
  Attempt ended(Outcome outcome, std::string problem = {}) const;
};

}  // namespace hookline
