#pragma once

#include "emitter/commands/command.h"

namespace hookline {

/// `emitter probe URL`: says what is wrong with an endpoint, in plain words.
ExitCode run_probe(std::span<const std::string> arguments, std::ostream& out);

}  // namespace hookline
