#pragma once

#include "emitter/commands/command.h"

namespace hookline {

/// `emitter replay PATH…`: plays scenarios and verifies what arrived.
ExitCode run_replay(std::span<const std::string> arguments, std::ostream& out);

}  // namespace hookline
