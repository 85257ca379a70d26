#pragma once

#include "emitter/commands/command.h"

namespace hookline {

/// `emitter work`
ExitCode run_work(std::span<const std::string> arguments, std::ostream& out);

}  // namespace hookline
