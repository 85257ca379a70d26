#pragma once

#include "emitter/platform/account/state/account_state.h"
#include "emitter/scenario/expect/expectation.h"
#include "emitter/scenario/format/readers/delivery_reader.h"
#include "emitter/scenario/format/readers/webhook_reader.h"
#include "emitter/scenario/format/steps/step.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// A scenario file, read and found valid.
struct Scenario {
  std::string file;  ///< as it was given, for messages
  std::string name;
  AccountState account;
  std::vector<WebhookSetup> webhooks;
  std::vector<Step> steps;
  /// The list of PUT /api/replies as JSON; empty where the catcher is to answer as usual.
  std::string replies;
  std::vector<Expectation> expectations;
  std::vector<std::string> warnings;  ///< what is perhaps not meant, each with file and pointer
  std::optional<ScenarioDelivery> delivery;  ///< none: as the player's caller promises
  /// Of one attempt, connecting and the answer included; none: the promise's.
  std::optional<std::int64_t> timeout_ms;
};

}  // namespace hookline
