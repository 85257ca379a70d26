#pragma once

#include "emitter/scenario/play/replay.h"

#include <string>

namespace hookline {

/// "my.json: its steps wait for 2d altogether; …", where playing the scenario may take longer than
/// somebody who sees nothing happen would wait for: over a minute. Empty elsewhere.
std::string warning_of_waits(const Scenario& scenario, const ReplayOptions& options);

}  // namespace hookline
