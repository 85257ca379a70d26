#pragma once

#include "emitter/load/plan/load_plan.h"
#include "emitter/load/resume/journal.h"
#include "emitter/load/resume/worker_start.h"
#include "emitter/scenario/play/captures/capture_source.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hookline {

// A run that goes on after a kill takes up its schedule where acceptance stopped, and what it sends
// again keeps its due time: the time without an emitter is no part of the rate, but it was a delay.

/// Where a run begins.
struct LoadStart {
  std::string run;  ///< its id
  CaptureSource::Counts caught_before;
  /// How much of the run an earlier start has done: this one counts as begun so long ago.
  Clock::duration elapsed{0};
  std::vector<WorkerStart> workers;

  bool is_at_end(const LoadPlan& plan) const;
};

/// With nothing. `catcher` may be null, as below.
LoadStart first_start(const LoadPlan& plan, CaptureSource* catcher);

/// Where the journal says, and tells it of one more start: a file that is new gets a run. Throws
/// Failure(kCannotRun) where it is of another plan, and what the journal throws.
LoadStart start_from(Journal& journal, const LoadPlan& plan, CaptureSource* catcher);

}  // namespace hookline
