#include "emitter/commands/command.h"

#include "catcher/base/json/json_mistakes.h"
#include "catcher/base/process/flag_problem.h"
#include "catcher/base/text/printable.h"
#include "catcher/base/text/spelling.h"
#include "emitter/commands/flags/values/help_text.h"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <ostream>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

constexpr std::size_t kHelpColumns = 100;

void print_help(std::span<const Command> commands, std::ostream& out) {
  fmt::print(out,
             "Usage: emitter COMMAND [ARGUMENT…]\n\n"
             "Imitates the sending platform: plays scenarios, and checks what arrives.\n\n"
             "Commands:\n");
  for (const Command& command : commands) {
    fmt::print(out, "  {:<10} {}\n", command.name, command.summary);
  }
  fmt::print(
      out,
      "\n`emitter COMMAND --help` tells more about one.\n\n"
      "Exit codes: 0 all well; 1 usage; 2 an input file that can't be read or isn't valid;\n"
      "3 could not run; 4 expectations not met, a probe that failed, or errors in a load.\n");
}

const Command& command_named(std::span<const Command> commands, const std::string& name) {
  const auto found = std::find_if(commands.begin(), commands.end(),
                                  [&](const Command& command) { return command.name == name; });
  if (found != commands.end()) return *found;
  std::vector<std::string_view> names;
  for (const Command& command : commands) names.push_back(command.name);
  throw Failure(ExitCode::kUsage,
                fmt::format("\"{}\" is no command; {}; `emitter --help` tells more", name,
                            suggestion(name, names)));
}

ExitCode run_named(std::span<const Command> commands, std::span<const std::string> arguments,
                   std::ostream& out) {
  if (arguments.empty()) {
    throw Failure(ExitCode::kUsage, "a command is missing; `emitter --help` lists them");
  }
  const std::string& first = arguments.front();
  if (first == "--help" || first == "-h" || first == "help") {
    print_help(commands, out);
    return ExitCode::kOk;
  }
  if (first == "--version") {
    fmt::print(out, "emitter {}\n", HOOKLINE_VERSION);
    return ExitCode::kOk;
  }
  return command_named(commands, first).run(arguments.subspan(1), out);
}

}  // namespace

ArgumentsCall parse_arguments(CLI::App& app, std::span<const std::string> arguments,
                              std::ostream& out) {
  // CLI11 takes them from the back.
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    fmt::print(out, "{}", fitted_help(app.help(), kHelpColumns));
    return ArgumentsCall::kDone;
  } catch (const CLI::ParseError& error) {
    throw Failure(ExitCode::kUsage, fmt::format("{}; `{} --help` tells more",
                                                flag_problem(app, error), app.get_name()));
  }
  return ArgumentsCall::kRun;
}

ExitCode run_emitter(std::span<const Command> commands, std::span<const std::string> arguments,
                     std::ostream& out, std::ostream& err) {
  try {
    const ExitCode code = run_named(commands, arguments, out);
    out.flush();
    if (out.good()) return code;
    throw Failure(ExitCode::kCannotRun, "standard output can't be written to");
  } catch (const InvalidFile& invalid) {
    out.flush();
    for (const std::string& mistake : invalid.mistakes())
      fmt::print(err, "emitter: {}\n", printable_line(mistake));
    return invalid.code();
  } catch (const Failure& failure) {
    out.flush();
    fmt::print(err, "emitter: {}\n", printable_line(failure.what()));
    return failure.code();
  } catch (const std::exception& error) {
    out.flush();
    fmt::print(err, "emitter: could not go on: {}\n", printable_line(error.what()));
    return ExitCode::kCannotRun;
  }
}

}  // namespace hookline
