#pragma once

#include "emitter/commands/command.h"

namespace hookline {

/// `emitter sample EVENT|all --to URL`: posts sample data, a line for each kind of event.
ExitCode run_sample(std::span<const std::string> arguments, std::ostream& out);

}  // namespace hookline
