#include "emitter/commands/load.h"

#include "emitter/commands/interrupt.h"
#include "emitter/commands/load/load_flags.h"
#include "emitter/commands/load/progress_line.h"
#include "emitter/commands/report_file.h"
#include "emitter/load/load_run.h"
#include "emitter/report/load/load_html_report.h"
#include "emitter/report/load/load_json_report.h"
#include "emitter/report/load/load_text_report.h"
#include "emitter/scenario/play/capture_source.h"

#include <algorithm>
#include <ostream>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

/// Says which limits are broken; whether there are any.
bool breaks_any(const std::vector<LoadLimit>& limits, const LoadResult& result, std::ostream& out) {
  bool broken = false;
  for (const LoadLimit& limit : limits) {
    if (!limit.is_broken_by(result)) continue;
    fmt::print(out, "FAILED: {} ({})\n", limit.text(), limit.actual_in(result));
    broken = true;
  }
  return broken;
}

ExitCode exit_code_of(const LoadResult& result, const std::vector<LoadLimit>& limits, bool broken) {
  if (result.interrupted) return ExitCode::kCannotRun;
  const bool errors_are_limited = std::any_of(
      limits.begin(), limits.end(), [](const LoadLimit& limit) { return limit.is_on_errors(); });
  const bool errors = !errors_are_limited && result.failed + result.pending > 0;
  return errors || broken || !result.ledger_closes() ? ExitCode::kUnmet : ExitCode::kOk;
}

LoadResult run_watched(const LoadPlan& plan, CaptureSource* catcher) {
  const Interrupt interrupt;
  ProgressLine line;
  LoadRunOptions options;
  options.stop = interrupt.token();
  options.on_progress = [&](const LoadProgress& progress) { line.show(progress); };
  options.catcher = catcher;
  return run_load(plan, options);
}

}  // namespace

ExitCode run_load_command(std::span<const std::string> arguments, std::ostream& out) {
  CLI::App app("Sends events at a rate, or as fast as it goes, and measures.", "emitter load");
  LoadFlags flags;
  declare_load_flags(app, flags);
  if (parse_arguments(app, arguments, out) == ArgumentsCall::kDone) return ExitCode::kOk;
  const LoadPlan plan = plan_from(flags);
  const std::vector<LoadLimit> limits = limits_from(flags);
  ReportFile json("--json", flags.json_file);
  ReportFile html("--html", flags.html_file);
  const auto catcher = flags.catcher.empty() ? nullptr : open_remote_captures(flags.catcher);

  const LoadResult result = run_watched(plan, catcher.get());

  write_load_text_report(plan, result, out);
  const bool broken = breaks_any(limits, result, out);
  json.write([&](std::ostream& file) { write_load_json_report(result, file); });
  html.write([&](std::ostream& file) { write_load_html_report(plan, result, file); });
  return exit_code_of(result, limits, broken);
}

}  // namespace hookline
