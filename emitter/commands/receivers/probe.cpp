#include "emitter/commands/receivers/probe.h"

#include "catcher/base/process/signals.h"
#include "emitter/commands/flags/visit_flags.h"
#include "emitter/commands/reports/report_clash.h"
#include "emitter/commands/reports/report_file.h"
#include "emitter/probe/probe.h"
#include "emitter/report/paint.h"
#include "emitter/report/probe/probe_json_report.h"
#include "emitter/report/probe/probe_text_report.h"

#include <array>
#include <ostream>

#include <CLI/CLI.hpp>

namespace hookline {
namespace {

struct ProbeFlags {
  std::string url;
  std::string json_file;
  VisitFlags visit;
};

void declare(CLI::App& app, ProbeFlags& flags) {
  app.add_option("URL", flags.url, "The webhook's")->required();
  declare_report(app, "--json", flags.json_file, "Write a JSON report too");
  declare_visit_flags(app, flags.visit);
  app.footer(
      "Posts sample data to the URL, two times short and once with a field of 1 MB and of 5 MiB.\n"
      "Example:\n"
      "  emitter probe https://staging.example.com/hook --allow-host staging.example.com");
}

ExitCode exit_code_of(ProbeVerdict verdict) {
  switch (verdict) {
    case ProbeVerdict::kWorks:
    case ProbeVerdict::kDoubtful:
      return ExitCode::kOk;
    case ProbeVerdict::kFails:
      return ExitCode::kUnmet;
    case ProbeVerdict::kInterrupted:
      break;
  }
  return ExitCode::kCannotRun;
}

}  // namespace

ExitCode run_probe(std::span<const std::string> arguments, std::ostream& out) {
  CLI::App app("Finds out why webhooks don't reach a URL: name, connection, TLS, answers.",
               "emitter probe");
  ProbeFlags flags;
  declare(app, flags);
  if (parse_arguments(app, arguments, out) == ArgumentsCall::kDone) return ExitCode::kOk;
  const VisitorOptions options = visitor_from(flags.visit);
  ReportFile json("--json", flags.json_file);
  const UsedFile certificates{"the certificates of --ca-file", flags.visit.ca_file};
  refuse_clashes(std::array<const ReportFile*, 1>{&json}, std::span(&certificates, 1));

  ProbeTextReport text(colour_of(out), out);
  const ProbeReport report = probe(flags.url, options, InterruptSignals().stop_token(),
                                   [&](const Finding& finding) { text.write(finding); });
  text.write_verdict(report);
  out.flush();  // the report may go to standard output too
  json.write([&](std::ostream& file) { write_probe_json_report(report, file); });
  return exit_code_of(report.verdict());
}

}  // namespace hookline
