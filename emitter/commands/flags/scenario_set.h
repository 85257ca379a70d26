#pragma once

#include "emitter/scenario/format/scenario.h"
#include "emitter/scenario/play/results/replay_result.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace hookline {

/// A path at which nothing can be played, or a file that isn't valid.
struct BrokenFile {
  std::string file;
  std::vector<std::string> mistakes;  ///< sentences, each with its place
  std::size_t before = 0;             ///< how many of the set's scenarios come before it
};

/// What lies at the paths of one call.
struct ScenarioSet {
  std::vector<Scenario> scenarios;
  std::vector<BrokenFile> broken;
  std::vector<std::string> files;  ///< of both
};

/// Reads everything that lies at the paths, and says on standard error what is wrong with which
/// file, a line for each mistake.
ScenarioSet load_scenarios(std::span<const std::string> paths);

/// The report with the broken files in their places, as scenarios that could not be played.
ReplayResult with_broken_files(ReplayResult report, const ScenarioSet& set);

}  // namespace hookline
