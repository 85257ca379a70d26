#pragma once

#include "emitter/commands/command.h"

namespace hookline {

/// `emitter load --to URL`: measures dispatch.
ExitCode run_load_command(std::span<const std::string> arguments, std::ostream& out);

}  // namespace hookline
