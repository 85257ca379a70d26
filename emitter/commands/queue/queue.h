#pragma once

#include "emitter/commands/command.h"

namespace hookline {

/// `emitter queue`
ExitCode run_queue(std::span<const std::string> arguments, std::ostream& out);

}  // namespace hookline
