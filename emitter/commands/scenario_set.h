#pragma once

#include "emitter/scenario/scenario.h"

#include <span>
#include <string>
#include <vector>

namespace hookline {

/// Everything that lies at the paths, read. Says on standard error what is wrong with which file,
/// and throws Failure(kInvalidInput) for the last of them, so that one call shows all mistakes.
std::vector<Scenario> load_scenarios(std::span<const std::string> paths);

}  // namespace hookline
