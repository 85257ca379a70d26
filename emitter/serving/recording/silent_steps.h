#pragma once

#include "emitter/serving/recording/doing.h"
#include "emitter/serving/recording/step_json.h"

#include <vector>

namespace hookline {

/// The steps that, after those of its events, make the account what the doing has made of it: what
/// is changed, added or taken away without an event.
std::vector<StepJson> silent_steps(const Doing& doing, const AccountState& account);

}  // namespace hookline
