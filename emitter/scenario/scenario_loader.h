#pragma once

#include "emitter/scenario/scenario.h"

#include <span>
#include <string>
#include <vector>

namespace hookline {

struct ScenarioFiles {
  std::vector<std::string> files;
  std::vector<std::string> skipped;  ///< folders called "invalid", below others
};

/// The files themselves, and every *.json below the folders but scenario.schema.json, those of a
/// folder sorted. A folder called "invalid" holds what must be refused: it is skipped unless it is
/// named itself. Throws Failure(kInvalidInput) for a path that isn't there and for a folder without
/// any.
ScenarioFiles scenario_files(std::span<const std::string> paths);

/// Reads a scenario and validates all of it, the steps on a copy of the account too. Throws
/// Failure(kInvalidInput) "FILE: /json/pointer: what is wrong".
Scenario load_scenario(const std::string& file);
/// The same of a text; `file` is what messages call it.
Scenario load_scenario_text(std::string_view text, const std::string& file);

}  // namespace hookline
