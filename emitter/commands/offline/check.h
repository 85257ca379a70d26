#pragma once

#include "emitter/commands/command.h"

namespace hookline {

/// `emitter check PATH…`: reads and validates, sends nothing.
ExitCode run_check(std::span<const std::string> arguments, std::ostream& out);

}  // namespace hookline
