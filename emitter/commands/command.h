#pragma once

#include "catcher/base/process/failure.h"

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace hookline {

/// One call of the emitter: takes its own arguments (those after its name), writes its report to
/// `out` and everything else to standard error. Throws Failure.
using RunCommand = ExitCode (*)(std::span<const std::string> arguments, std::ostream& out);

struct Command {
  std::string_view name;
  std::string_view summary;
  RunCommand run;
};

enum class ArgumentsCall {
  kRun,   ///< the options are filled in
  kDone,  ///< --help was answered on `out`
};

/// Lets `app` read the arguments. Throws Failure(kUsage) with one line: what is wrong and what to
/// do.
ArgumentsCall parse_arguments(CLI::App& app, std::span<const std::string> arguments,
                              std::ostream& out);

/// What main does, with the arguments after the program's name: picks the command out of the table,
/// runs it, and turns a Failure into one line on `err` and its exit code.
ExitCode run_emitter(std::span<const Command> commands, std::span<const std::string> arguments,
                     std::ostream& out, std::ostream& err);

}  // namespace hookline
