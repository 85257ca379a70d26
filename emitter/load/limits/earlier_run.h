#pragma once

#include "emitter/load/limits/load_figures.h"
#include "emitter/load/plan/plan_facts.h"

#include <optional>
#include <string>

namespace hookline {

/// The run that another is set beside, as its report tells it.
struct EarlierRun {
  std::string file;
  LoadFigures figures;
  /// Reports of former versions don't say of which plan they are.
  std::optional<PlanFacts> plan = {};
  std::string machine = {};  ///< its name, processor and cores; empty where it isn't said
  bool is_resumed = false;   ///< its times and rates are of a part of it
};

/// From the report that `emitter load --json` wrote. Throws Failure(kInvalidInput) with the file,
/// and the line or the JSON pointer.
EarlierRun read_earlier_run(const std::string& file);

/// "--rate 500 (now: 1000)": why the two can't be compared; empty where they can.
std::string why_incomparable(const EarlierRun& earlier, const LoadPlan& plan);

}  // namespace hookline
