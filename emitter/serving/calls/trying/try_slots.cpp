#include "emitter/serving/calls/trying/try_slots.h"

#include "catcher/api/call/call.h"

namespace hookline {

std::shared_ptr<void> TrySlots::take() {
  if (++taken_ > kMost) {
    --taken_;
    throw CallError(503, "as many receivers are being tried as may be at once",
                    "wait until some have answered, or timed out");
  }
  return {this, [this](void*) { --taken_; }};
}

}  // namespace hookline
