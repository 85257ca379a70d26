#pragma once

#include "emitter/scenario/format/scenario.h"

#include <string>
#include <string_view>

namespace hookline {

/// Reads a scenario and validates all of it that can be known without playing it. Throws
/// Failure(kInvalidInput) "FILE: /json/pointer: what is wrong"; InvalidFile with all that is wrong
/// where the file is JSON at all.
Scenario load_scenario(const std::string& file);
/// The same of a text; `file` is what messages call it.
Scenario load_scenario_text(std::string_view text, const std::string& file);

}  // namespace hookline
