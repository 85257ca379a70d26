#pragma once

#include "emitter/commands/load/flags/load_flags.h"
#include "emitter/commands/reports/report_clash.h"
#include "emitter/load/plan/load_plan.h"

#include <vector>

namespace hookline {

// Throw Failure(kUsage) with the flag, what was given, and what was expected.

LoadPlan plan_from(const LoadFlags& flags);
/// What the run reads and writes besides its reports.
std::vector<UsedFile> files_used(const LoadFlags& flags);

}  // namespace hookline
