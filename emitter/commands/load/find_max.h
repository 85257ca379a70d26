#pragma once

#include "emitter/load/limits/load_limit.h"
#include "emitter/load/load_run.h"
#include "emitter/load/plan/load_plan.h"
#include "emitter/load/results/load_result.h"

#include <functional>
#include <iosfwd>
#include <span>

namespace hookline {

/// One try: the plan, and whether the arrivals are to be checked.
using LoadProbe = std::function<LoadResult(const LoadPlan& plan, const LoadRunOptions& options)>;

/// What was run, and what came of it.
struct LoadDone {
  LoadPlan plan;
  LoadResult result;
};

/// Searches for the highest rate that holds under the limits, from the plan's on; a line about each
/// rate goes to `out` as soon as it is known. `options` are those of each run, but that the catcher
/// is asked only about the last. Returns the run that confirmed the rate, or the last one where
/// none was, and in its result what was found. `plan` has a rate and a duration, that of a probe.
LoadDone find_max(const LoadPlan& plan, const LoadRunOptions& options,
                  std::span<const LoadLimit> limits, std::ostream& out,
                  const LoadProbe& run = run_load);

}  // namespace hookline
