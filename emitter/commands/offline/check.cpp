#include "emitter/commands/offline/check.h"

#include "catcher/base/text/markup/markup_escaped.h"
#include "emitter/commands/flags/scenario_set.h"

#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/ostream.h>

namespace hookline {
namespace {

constexpr std::size_t kNameBytesMax = 500;

}  // namespace

ExitCode run_check(std::span<const std::string> arguments, std::ostream& out) {
  CLI::App app("Reads and validates scenario files, sends nothing.", "emitter check");
  std::vector<std::string> paths;
  app.add_option("PATH", paths, "Scenario files, and folders of them")->required();
  if (parse_arguments(app, arguments, out) == ArgumentsCall::kDone) return ExitCode::kOk;
  const ScenarioSet set = load_scenarios(paths);
  for (const Scenario& scenario : set.scenarios) {
    fmt::print(out, "ok  {}  {}\n", printable(scenario.file),
               printable(scenario.name, kNameBytesMax));
  }
  if (!set.scenarios.empty() || set.broken.empty()) {
    fmt::print(out, "{} scenario{} valid\n", set.scenarios.size(),
               set.scenarios.size() == 1 ? " is" : "s are");
  }
  return set.broken.empty() ? ExitCode::kOk : ExitCode::kInvalidInput;
}

}  // namespace hookline
