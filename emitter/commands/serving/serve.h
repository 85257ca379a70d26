#pragma once

#include "emitter/commands/command.h"

namespace hookline {

/// `emitter serve`: the imitated platform, until SIGINT or SIGTERM.
ExitCode run_serve(std::span<const std::string> arguments, std::ostream& out);

}  // namespace hookline
