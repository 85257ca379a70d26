#pragma once

#include "emitter/commands/command.h"

namespace hookline {

/// `emitter merge`
ExitCode run_merge(std::span<const std::string> arguments, std::ostream& out);

}  // namespace hookline
