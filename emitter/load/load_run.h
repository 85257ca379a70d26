#pragma once

#include "emitter/load/latency/latency_counts.h"
#include "emitter/load/plan/load_plan.h"
#include "emitter/load/results/load_result.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>

namespace hookline {

class CaptureSource;
class Journal;

/// How far a run is.
struct LoadProgress {
  std::chrono::milliseconds elapsed{0};
  std::uint64_t delivered = 0;
  std::uint64_t failed = 0;
  std::uint64_t pending = 0;
  LatencyCounts latency;  ///< from the due time, of all so far
};

struct LoadRunOptions {
  std::stop_token stop;
  /// Called now and then, on the caller's thread; may be empty.
  std::function<void(const LoadProgress&)> on_progress;
  /// Where the deliveries arrive, to be asked for them at the end; null: nobody is asked.
  CaptureSource* catcher = nullptr;
  /// Keeps what is accepted: the run begins where the journal says, and what a stop leaves pending
  /// stays there. Null: nothing outlives the run.
  Journal* journal = nullptr;
};

/// Throws Failure(kCannotRun) for a host of the plan that may not be reached.
void refuse_foreign_host(const LoadPlan& plan);

/// Does it, and says what came of it. Throws Failure(kCannotRun) for a host that may not be
/// reached, where the catcher can't be asked, and where the journal is of another plan or fails.
LoadResult run_load(const LoadPlan& plan, const LoadRunOptions& options);

}  // namespace hookline
