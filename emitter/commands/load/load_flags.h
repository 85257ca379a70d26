#pragma once

#include "emitter/commands/flags/dispatch_flags.h"
#include "emitter/commands/reports/report_clash.h"
#include "emitter/load/limits/earlier_run.h"
#include "emitter/load/limits/load_limit.h"
#include "emitter/load/plan/load_plan.h"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace hookline {

/// What the user wrote after `emitter load`, as text.
struct LoadFlags {
  std::vector<std::string> to;
  std::string events = "mix";
  std::string webhooks;  ///< empty: one for each URL
  std::string matching;  ///< likewise
  std::string rate = "max";
  std::string pace = "constant";
  std::string duration;
  std::string count;
  std::string connections = "32";
  std::string threads = "1";
  std::string timeout;  ///< empty: as the promise has it
  DispatchFlags dispatch;
  std::vector<std::string> allowed_hosts;
  std::string catcher;
  std::string journal;
  std::vector<std::string> limits;
  std::vector<std::string> must_hold;
  bool find_max = false;
  std::string compare_file;
  std::string json_file;
  std::string html_file;
};

/// `flags` outlives the app's parsing.
void declare_load_flags(CLI::App& app, LoadFlags& flags);

// Throw Failure(kUsage) with the flag, what was given, and what was expected.

LoadPlan plan_from(const LoadFlags& flags);
std::vector<LoadLimit> limits_from(const LoadFlags& flags);
/// Of --compare; none without. Throws Failure(kInvalidInput) for a file that is no report.
std::optional<EarlierRun> earlier_from(const LoadFlags& flags);
/// Throws Failure(kUsage) for a limit beside a figure that the earlier run's report doesn't have.
void refuse_unknown_figures(const std::vector<LoadLimit>& limits, const EarlierRun& earlier);
/// Refuses limits that are relative to a run of another plan.
void refuse_unlike_plans(const EarlierRun& earlier, const LoadPlan& plan,
                         const std::vector<LoadLimit>& limits);
/// What the run reads and writes besides its reports.
std::vector<UsedFile> files_used(const LoadFlags& flags);

}  // namespace hookline
