#pragma once

#include "emitter/delivery/queue/shared/queue_place.h"
#include "emitter/load/load_run.h"
#include "emitter/load/plan/load_plan.h"
#include "emitter/load/results/load_result.h"

namespace hookline {

/// A load run that puts its deliveries into a shared queue, at the plan's pace, and waits until
/// workers have sent them all: their figures are the run's. How they are sent is the workers'; of
/// the plan counts what says what is due when. Stopped, it leaves what is pending in the queue.
/// Throws as run_load(), and what the queue throws.
LoadResult run_shared_load(const LoadPlan& plan, const LoadRunOptions& options,
                           const QueuePlace& queue);

}  // namespace hookline
