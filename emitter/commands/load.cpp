#include "emitter/commands/load.h"

#include "emitter/commands/interrupt.h"
#include "emitter/commands/load/find_max.h"
#include "emitter/commands/load/load_flags.h"
#include "emitter/commands/load/progress_line.h"
#include "emitter/commands/reports/report_clash.h"
#include "emitter/commands/reports/report_file.h"
#include "emitter/load/load_run.h"
#include "emitter/queue/journal.h"
#include "emitter/report/load/load_comparison.h"
#include "emitter/report/load/load_html_report.h"
#include "emitter/report/load/load_json_report.h"
#include "emitter/report/load/load_text_report.h"
#include "emitter/scenario/play/capture_source.h"

#include <algorithm>
#include <array>
#include <optional>
#include <ostream>
#include <stop_token>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

/// Says which limits are broken; whether there are any.
bool breaks_any(const std::vector<LoadLimit>& limits, const LoadFigures& figures,
                const LoadFigures* earlier, std::ostream& out) {
  bool broken = false;
  for (const LoadLimit& limit : limits) {
    if (!limit.is_broken_by(figures, earlier)) continue;
    fmt::print(out, "FAILED: {} ({})\n", limit.text(), limit.actual_in(figures, earlier));
    broken = true;
  }
  return broken;
}

/// A run that an earlier start had brought to its end: this one did nothing.
bool was_at_end(const LoadResult& result) {
  return result.journal && result.journal->was_at_end;
}

ExitCode exit_code_of(const LoadResult& result, const std::vector<LoadLimit>& limits, bool broken) {
  if (result.interrupted) return ExitCode::kCannotRun;
  if (was_at_end(result)) {
    return result.ledger_closes() ? ExitCode::kOk : ExitCode::kUnmet;
  }
  const bool errors_are_limited = std::any_of(
      limits.begin(), limits.end(), [](const LoadLimit& limit) { return limit.is_on_errors(); });
  const bool errors = !errors_are_limited && result.failed + result.pending > 0;
  const bool none_held = result.maximum && !result.maximum->rate;
  const bool bad = errors || broken || none_held || !result.ledger_closes();
  return bad ? ExitCode::kUnmet : ExitCode::kOk;
}

LoadResult run_with_line(const LoadPlan& plan, const LoadRunOptions& options) {
  ProgressLine line(plan);
  LoadRunOptions shown = options;
  shown.on_progress = [&](const LoadProgress& progress) {
    line.show(progress);
    if (options.on_progress) options.on_progress(progress);
  };
  return run_load(plan, shown);
}

LoadDone run_watched(const LoadPlan& plan, const LoadFlags& flags,
                     const std::vector<LoadLimit>& limits, std::stop_token stop,
                     std::ostream& out) {
  const auto catcher = flags.catcher.empty() ? nullptr : open_remote_captures(flags.catcher);
  const auto journal = flags.journal.empty() ? nullptr : open_journal(flags.journal);
  LoadRunOptions options;
  options.stop = std::move(stop);
  options.catcher = catcher.get();
  options.journal = journal.get();
  if (flags.find_max) return find_max(plan, options, limits, out, run_with_line);
  return {plan, run_with_line(plan, options)};
}

}  // namespace

ExitCode run_load_command(std::span<const std::string> arguments, std::ostream& out) {
  CLI::App app("Sends events at a rate, or as fast as it goes, and measures.", "emitter load");
  LoadFlags flags;
  declare_load_flags(app, flags);
  if (parse_arguments(app, arguments, out) == ArgumentsCall::kDone) return ExitCode::kOk;
  const LoadPlan asked = plan_from(flags);
  const std::vector<LoadLimit> limits = limits_from(flags);
  const std::optional<EarlierRun> earlier = earlier_from(flags);
  if (earlier) refuse_unknown_figures(limits, *earlier);
  ReportFile json("--json", flags.json_file);
  ReportFile html("--html", flags.html_file);
  refuse_clashes(std::array<const ReportFile*, 2>{&json, &html}, files_used(flags));

  const Interrupt interrupt;
  const LoadDone done = run_watched(asked, flags, limits, interrupt.token(), out);

  const auto& [plan, result] = done;
  const LoadFigures figures = figures_of(result);
  write_load_text_report(plan, result, out);
  if (earlier) write_load_comparison(figures, *earlier, out);
  const bool broken = !was_at_end(result) &&
                      breaks_any(limits, figures, earlier ? &earlier->figures : nullptr, out);
  out.flush();  // a report may go to standard output too
  json.write([&](std::ostream& file) { write_load_json_report(done.result, file); });
  html.write([&](std::ostream& file) {
    write_load_html_report(done.plan, done.result, earlier ? &*earlier : nullptr, file);
  });
  return exit_code_of(result, limits, broken);
}

}  // namespace hookline
