#pragma once

#include "emitter/platform/account/account.h"
#include "emitter/serving/recording/recorder.h"
#include "emitter/serving/recording/step_json.h"

#include <cstdint>

namespace hookline {

struct RecordedSteps {
  StepJson steps = StepJson::array();
  bool waits = false;  ///< some time passes between them
};

/// The steps that do in a copy of `account` what was done; each is done there at once, so that the
/// next says no more than it has to. What can't be said in a step is left out.
RecordedSteps recorded_steps(const Recording& recording, AccountState account);

}  // namespace hookline
