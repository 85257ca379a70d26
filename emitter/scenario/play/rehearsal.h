#pragma once

#include "emitter/platform/events/event_type.h"
#include "emitter/platform/payloads/payload.h"
#include "emitter/scenario/format/scenario.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hookline {

/// What a webhook, or an automation's action, is sent in a rehearsal.
struct RehearsedDelivery {
  std::string receiver;  ///< its name
  Payload payload;
};

/// What a play that begins at that time would send, in order; nothing is sent. Steps that are
/// requests of their own are passed over. It ends where the account refuses a step.
std::vector<RehearsedDelivery> rehearse(const Scenario& scenario, std::int64_t begin_ms);

}  // namespace hookline
