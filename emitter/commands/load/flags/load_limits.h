#pragma once

#include "emitter/commands/load/flags/load_flags.h"
#include "emitter/load/limits/earlier_run.h"
#include "emitter/load/limits/load_limit.h"

#include <optional>
#include <vector>

namespace hookline {

// What a load is held to: --fail-if, --limit and --compare. Throw Failure(kUsage) with the flag,
// what was given, and what was expected.

std::vector<LoadLimit> limits_from(const LoadFlags& flags);
/// Of --compare; none without. Throws Failure(kInvalidInput) for a file that is no report.
std::optional<EarlierRun> earlier_from(const LoadFlags& flags);
/// Throws Failure(kUsage) for a limit beside a figure that the earlier run's report doesn't have.
void refuse_unknown_figures(const std::vector<LoadLimit>& limits, const EarlierRun& earlier);
/// Refuses limits that are relative to a run of another plan.
void refuse_unlike_plans(const EarlierRun& earlier, const LoadPlan& plan,
                         const std::vector<LoadLimit>& limits);

}  // namespace hookline
