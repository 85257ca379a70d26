#pragma once

#include "emitter/delivery/delivery.h"

#include <cstdint>
#include <vector>

namespace hookline {

/// Says when a worker's events are made.
class SendingLoop {
 public:
  virtual ~SendingLoop() = default;

  /// Sends what is pending from before, and events until the run is over or stopped. Returns once
  /// it makes no more; what it sent may be pending.
  virtual void run(std::vector<Delivery> pending) = 0;
  /// A delivery has ended. On the dispatcher's thread.
  virtual void on_ended() = 0;
  /// Due, and not sent before run() returned. Once it has.
  virtual std::uint64_t events_unsent() const { return 0; }
};

}  // namespace hookline
