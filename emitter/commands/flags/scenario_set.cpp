#include "emitter/commands/flags/scenario_set.h"

#include "catcher/base/json/json_mistakes.h"
#include "catcher/base/text/printable.h"
#include "emitter/report/json_report.h"
#include "emitter/scenario/format/files/scenario_files.h"
#include "emitter/scenario/format/files/scenario_loader.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

void add_broken(ScenarioSet& set, const std::string& file, std::vector<std::string> mistakes) {
  for (const std::string& mistake : mistakes) {
    fmt::print(stderr, "emitter: {}\n", printable_line(mistake));
  }
  set.broken.push_back({file, std::move(mistakes), set.scenarios.size()});
}

void add_file(ScenarioSet& set, const std::string& file) {
  set.files.push_back(file);
  try {
    set.scenarios.push_back(load_scenario(file));
    for (const std::string& warning : set.scenarios.back().warnings) {
      fmt::print(stderr, "emitter: warning: {}\n", printable_line(warning));
    }
  } catch (const InvalidFile& invalid) {
    add_broken(set, file, invalid.mistakes());
  } catch (const Failure& failure) {
    add_broken(set, file, {failure.what()});
  }
}

void add_path(ScenarioSet& set, const std::string& path) {
  ScenarioFiles found;
  try {
    found = scenario_files(path, is_json_report);
  } catch (const Failure& failure) {
    return add_broken(set, path, {failure.what()});
  }
  for (const std::string& folder : found.skipped) {
    fmt::print(stderr, "emitter: skipped {}: files there must be refused; name it to check them\n",
               printable(folder));
  }
  for (const std::string& problem : found.unreadable) add_broken(set, path, {problem});
  for (const std::string& file : found.files) add_file(set, file);
}

}  // namespace

ScenarioSet load_scenarios(std::span<const std::string> paths) {
  ScenarioSet set;
  for (const std::string& path : paths) {
    // A shell's *.json names the schema that lies beside the scenarios, too.
    if (paths.size() > 1 && path.ends_with(".schema.json")) continue;
    add_path(set, path);
  }
  return set;
}

ReplayResult with_broken_files(ReplayResult report, const ScenarioSet& set) {
  for (auto broken = set.broken.rbegin(); broken != set.broken.rend(); ++broken) {
    ScenarioResult entry;
    entry.file = broken->file;
    entry.name = broken->file;
    entry.errors = broken->mistakes;
    const std::size_t at = std::min(broken->before, report.scenarios.size());
    report.scenarios.insert(report.scenarios.begin() + static_cast<std::ptrdiff_t>(at),
                            std::move(entry));
  }
  return report;
}

}  // namespace hookline
