#pragma once

#include "emitter/commands/command.h"

namespace hookline {

ExitCode run_schema(std::span<const std::string> arguments, std::ostream& out);

}  // namespace hookline
