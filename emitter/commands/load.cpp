#include "emitter/commands/load.h"

#include "catcher/base/process/signals.h"
#include "emitter/commands/load/find_max.h"
#include "emitter/commands/load/flags/flagged_plan.h"
#include "emitter/commands/load/flags/load_flags.h"
#include "emitter/commands/load/flags/load_limits.h"
#include "emitter/commands/load/probe_watch.h"
#include "emitter/commands/load/progress_line.h"
#include "emitter/commands/reports/report_clash.h"
#include "emitter/commands/reports/report_file.h"
#include "emitter/load/load_run.h"
#include "emitter/load/resume/journal.h"
#include "emitter/load/shared/shared_load.h"
#include "emitter/report/load/html/load_html_report.h"
#include "emitter/report/load/load_json_report.h"
#include "emitter/report/load/load_report.h"
#include "emitter/report/load/load_text_report.h"
#include "emitter/scenario/play/captures/capture_source.h"

#include <array>
#include <optional>
#include <ostream>
#include <stop_token>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

namespace hookline {
namespace {

ExitCode exit_code_of(LoadVerdict verdict) {
  switch (verdict) {
    case LoadVerdict::kPassed:
    case LoadVerdict::kAlreadyDone:
      return ExitCode::kOk;
    case LoadVerdict::kFailed:
      return ExitCode::kUnmet;
    case LoadVerdict::kInterrupted:
      break;
  }
  return ExitCode::kCannotRun;
}

LoadResult run_with_line(const LoadPlan& plan, const LoadRunOptions& options,
                         const QueuePlace& queue = {}) {
  ProgressLine line(plan);
  LoadRunOptions shown = options;
  shown.on_progress = [&](const LoadProgress& progress) {
    line.show(progress);
    if (options.on_progress) options.on_progress(progress);
  };
  return queue.dsn.empty() ? run_load(plan, shown) : run_shared_load(plan, shown, queue);
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
  if (!flags.find_max) return {plan, run_with_line(plan, options, flags.queue)};
  return find_max(plan, options, limits, out, [](const auto& probe, const auto& probe_options) {
    return run_with_line(probe, probe_options);
  });
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
  if (earlier) refuse_unlike_plans(*earlier, asked, limits);
  ReportFile json("--json", flags.json_file);
  ReportFile html("--html", flags.html_file);
  refuse_clashes(std::array<const ReportFile*, 2>{&json, &html}, files_used(flags));

  LoadReport report{.plan = asked, .result = {}, .place = this_place(), .earlier = earlier};
  LoadDone done = run_watched(asked, flags, limits, InterruptSignals().stop_token(), out);
  report.plan = std::move(done.plan);
  report.result = std::move(done.result);
  report.are_errors_limited = limits_errors(limits);
  const bool was_at_end = report.result.journal && report.result.journal->was_at_end;
  if (!was_at_end) {
    report.limits =
        judged(limits, figures_of(report.result), earlier ? &earlier->figures : nullptr);
  }

  write_load_text_report(report, out);
  out.flush();  // a report may go to standard output too
  json.write([&](std::ostream& file) { write_load_json_report(report, file); });
  html.write([&](std::ostream& file) { write_load_html_report(report, file); });
  return exit_code_of(report.verdict());
}

}  // namespace hookline
