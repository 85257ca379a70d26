#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/delivery/delivery.h"
#include "emitter/delivery/wire/target.h"

#include <memory>
#include <string>
#include <utility>

namespace hookline {

/// How an attempt ended.
struct Ending {
  Outcome outcome = Outcome::kCancelled;
  int status = 0;
  std::string problem = {};
  std::string retry_after = {};  ///< the answer's header of that name, as it came
  std::string location = {};     ///< likewise, of a redirect
};

/// A delivery on its way through a loop.
struct Job {
  Delivery delivery;
  std::shared_ptr<const Target> target;
  Clock::time_point started;
  bool resent = false;
  Clock::time_point ready = {};  ///< set where it has to wait before it can be sent

  /// The record of how it ended, now.
  Attempt ended_as(Outcome outcome, int status, std::string problem) const {
    return {delivery.id,
            delivery.event_id,
            delivery.webhook_id,
            delivery.attempt,
            delivery.due,
            ready == Clock::time_point{} ? started : ready,
            started,
            Clock::now(),
            outcome,
            status,
            resent,
            std::move(problem)};
  }
};

}  // namespace hookline
