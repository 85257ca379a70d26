#include "emitter/commands/merge.h"

#include "catcher/base/http/codings/base64.h"
#include "catcher/base/json/json_reader.h"
#include "emitter/commands/reports/report_clash.h"
#include "emitter/commands/reports/report_file.h"
#include "emitter/report/load/html/load_html_report.h"
#include "emitter/report/load/load_json_report.h"
#include "emitter/report/load/load_text_report.h"
#include "emitter/report/load/merged_load_report.h"

#include <array>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

LoadReport read_part(const std::string& file) {
  const JsonDocument document = JsonDocument::read_file(file);
  const auto figures = document.root().object().find("figures");
  if (!figures) {
    throw Failure(ExitCode::kInvalidInput,
                  fmt::format("{}: it isn't what `emitter load --part K/N --json` writes", file));
  }
  const auto bytes = decode_base64(figures->text());
  try {
    return unpacked_load_report(bytes.value_or(""));
  } catch (const std::exception& error) {
    throw Failure(ExitCode::kInvalidInput, fmt::format("{}: {}", file, error.what()));
  }
}

LoadReport merged_files(const std::vector<std::string>& files) {
  std::vector<LoadReport> parts;
  parts.reserve(files.size());
  for (const std::string& file : files) parts.push_back(read_part(file));
  try {
    LoadReport report = merged(std::move(parts));
    const std::int64_t started_at_us = report.place.started_at_us;
    report.place = this_place();
    report.place.started_at_us = started_at_us;
    return report;
  } catch (const std::invalid_argument& error) {
    throw Failure(ExitCode::kInvalidInput, error.what());
  }
}

}  // namespace

ExitCode run_merge(std::span<const std::string> arguments, std::ostream& out) {
  CLI::App app("Makes one report of what the machines of a load run have measured.",
               "emitter merge");
  std::vector<std::string> files;
  std::string json_file;
  std::string html_file;
  app.add_option("FILE", files,
                 "What `emitter load --part K/N --json FILE` has written, each part's")
      ->required();
  declare_report(app, "--json", json_file, "Write a JSON report too");
  declare_report(app, "--html", html_file, "Write a page with plots too");
  app.footer(
      "Example, on two machines, and then on one of them:\n"
      "  emitter load --to http://10.0.0.5/hook --allow-host 10.0.0.5 --rate 100000 \\\n"
      "    --part 1/2 --start-at 2030-01-31T12:00:00Z --json 1.json\n"
      "  emitter merge 1.json 2.json");
  if (parse_arguments(app, arguments, out) == ArgumentsCall::kDone) return ExitCode::kOk;
  ReportFile json("--json", json_file);
  ReportFile html("--html", html_file);
  std::vector<UsedFile> used;
  used.reserve(files.size());
  for (const std::string& file : files) used.push_back({"a part that is merged", file});
  refuse_clashes(std::array<const ReportFile*, 2>{&json, &html}, used);

  const LoadReport report = merged_files(files);
  write_load_text_report(report, out);
  out.flush();  // a report may go to standard output too
  json.write([&](std::ostream& file) { write_load_json_report(report, file); });
  html.write([&](std::ostream& file) { write_load_html_report(report, file); });
  const LoadVerdict verdict = report.verdict();
  if (verdict == LoadVerdict::kInterrupted) return ExitCode::kCannotRun;
  return verdict == LoadVerdict::kFailed ? ExitCode::kUnmet : ExitCode::kOk;
}

}  // namespace hookline
