#pragma once

#include "emitter/scenario/format/scenario.h"
#include "emitter/serving/recording/step_json.h"

#include <cstdint>
#include <span>

namespace hookline {

/// What each webhook of the scenario, and each automation's action, gets when it is played: entries
/// for "expect". What two plays at different times differ in is expected by its kind.
StepJson expectations_of(const Scenario& scenario, std::int64_t now_ms);

}  // namespace hookline
