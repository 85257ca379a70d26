#pragma once

#include "emitter/load/limits/earlier_run.h"
#include "emitter/load/limits/judged_limit.h"
#include "emitter/load/plan/load_plan.h"
#include "emitter/load/results/load_result.h"
#include "emitter/load/results/run_place.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

enum class LoadVerdict {
  kPassed,
  kFailed,
  kInterrupted,
  kAlreadyDone,  ///< of a run that an earlier start had brought to its end
};

/// "passed", "failed", "interrupted", "already_done".
std::string_view name_of(LoadVerdict verdict);

/// All that the reports of a load run tell: a value.
struct LoadReport {
  LoadPlan plan;
  LoadResult result;
  RunPlace place = {};
  std::vector<JudgedLimit> limits = {};
  /// Whether a limit says how many errors there may be; where none does, the first one fails the
  /// run.
  bool are_errors_limited = false;
  std::optional<EarlierRun> earlier = {};

  /// Why the run failed, each a sentence; empty where it didn't.
  std::vector<std::string> failures() const;
  LoadVerdict verdict() const;
  /// Whether it is a search that found no rate: its last run, which was cut short, only shows why.
  bool is_search_in_vain() const;
  /// Of a run that was taken up again: which part the times, rates and plots are of, a sentence;
  /// empty where they are of all of it.
  std::string coverage() const;
};

}  // namespace hookline
