#include "emitter/commands/scenario_set.h"

#include "catcher/failure.h"
#include "catcher/terminal/printable.h"
#include "emitter/scenario/scenario_loader.h"

#include <cstdio>
#include <optional>

#include <fmt/format.h>

namespace hookline {

std::vector<Scenario> load_scenarios(std::span<const std::string> paths) {
  std::vector<Scenario> scenarios;
  std::optional<Failure> last;
  const ScenarioFiles found = scenario_files(paths);
  for (const std::string& folder : found.skipped) {
    fmt::print(stderr, "emitter: skipped {}: files there must be refused; name it to check them\n",
               printable(folder));
  }
  for (const std::string& file : found.files) {
    try {
      scenarios.push_back(load_scenario(file));
    } catch (const Failure& failure) {
      if (last) fmt::print(stderr, "emitter: {}\n", printable_line(last->what()));
      last = failure;
    }
  }
  if (last) throw Failure(*last);
  return scenarios;
}

}  // namespace hookline
