#include "emitter/commands/replay.h"

#include "catcher/base/process/signals.h"
#include "catcher/base/text/printable.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/commands/flags/dispatch_flags.h"
#include "emitter/commands/flags/scenario_set.h"
#include "emitter/commands/reports/report_clash.h"
#include "emitter/commands/reports/report_file.h"
#include "emitter/commands/waiting.h"
#include "emitter/report/html/html_report.h"
#include "emitter/report/json_report.h"
#include "emitter/report/junit_report.h"
#include "emitter/report/text_report.h"
#include "emitter/scenario/play/replay.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

struct ReplayFlags {
  std::vector<std::string> paths;
  std::string catcher;
  std::string deliver_to;
  std::string keep_captures;
  std::string junit_file;
  std::string json_file;
  std::string html_file;
  std::string speed = "1";
  std::vector<std::string> allowed_hosts;
  DispatchFlags dispatch;
  bool explain = false;
  bool coverage = false;
};

void declare(CLI::App& app, ReplayFlags& flags) {
  app.add_option("PATH", flags.paths, "Scenario files, and folders of them")->required();
  app.add_option(
         "--catcher", flags.catcher,
         "Page address of a running catcher to play into, http://HOST:PORT, with its token as "
         "printed or in HOOKLINE_TOKEN; else one of the emitter's own, on free ports")
      ->type_name("URL");
  app.add_option(
         "--deliver-to", flags.deliver_to,
         "Your own endpoint, put behind the emitter's catcher: it gets what is caught, and "
         "its answers count. A URL without a path, or with / alone, keeps the webhooks' paths")
      ->type_name("URL");
  app.add_option("--keep-captures", flags.keep_captures,
                 "Keep what the emitter's catcher catches in a store file, added to what it holds; "
                 "`catcher --store FILE` shows it, by the numbers that the report names")
      ->type_name("FILE");
  declare_report(app, "--junit", flags.junit_file, "Write a JUnit XML report too");
  declare_report(app, "--json", flags.json_file, "Write a JSON report too");
  declare_report(app, "--html", flags.html_file, "Write an HTML report too");
  app.add_option("--speed", flags.speed,
                 "How much faster than written the waits between steps pass; max: not at all, and "
                 "neither do those between attempts")
      ->type_name("FACTOR|max");
  app.add_option("--allow-host", flags.allowed_hosts,
                 "A host besides loopback that may be sent to; may be repeated")
      ->type_name("HOST")
      ->allow_extra_args(false);
  declare_dispatch_flags(app, flags.dispatch);
  app.add_flag("--explain", flags.explain, "Say why each webhook did or did not fire");
  app.add_flag("--coverage", flags.coverage, "Say which events and sources were played");
}

/// 0 for "max".
double speed_in(const std::string& text) {
  if (text == "max") return 0;
  double factor = 0;
  const char* last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(text.data(), last, factor);
  const bool sound = problem == std::errc() && end == last && std::isfinite(factor);
  if (sound && factor > 0) return factor;
  throw Failure(ExitCode::kUsage,
                fmt::format("--speed {}: give a number over 0, such as 10 or 0.5, or max", text));
}

ReplayOptions options_from(const ReplayFlags& flags) {
  ReplayOptions options;
  options.speed = speed_in(flags.speed);
  options.explain = flags.explain;
  options.allowed_hosts = flags.allowed_hosts;
  options.has_endpoint = !flags.deliver_to.empty();
  options.promise = promise_of(flags.dispatch);
  options.signing_key = signing_key_of(flags.dispatch);
  options.ca_file = flags.dispatch.ca_file;
  options.checks_certificates = !flags.dispatch.insecure;
  check_certificate_flags(flags.dispatch);
  if (options.has_endpoint && !flags.catcher.empty()) {
    throw Failure(ExitCode::kUsage,
                  "--deliver-to goes with the emitter's own catcher; leave --catcher out, or start "
                  "that catcher with --forward URL");
  }
  if (!flags.keep_captures.empty() && !flags.catcher.empty()) {
    throw Failure(ExitCode::kUsage,
                  "--keep-captures goes with the emitter's own catcher; leave --catcher out, or "
                  "start that catcher with --store FILE");
  }
  // Others may have set replies on a catcher that runs already, so each answer is waited for.
  if (!flags.catcher.empty()) options.pipelining = Pipelining::kStepwise;
  return options;
}

/// The catcher waits for the endpoint longer than the sender waits for the catcher, so that an
/// endpoint that is too slow shows as the sender's time-out.
Endpoint endpoint_from(const ReplayFlags& flags, const DeliveryPromise& promise,
                       const std::vector<Scenario>& scenarios) {
  constexpr std::int64_t kMore_ms = 5'000;
  Endpoint endpoint{flags.deliver_to, flags.allowed_hosts, 0, flags.dispatch.ca_file,
                    !flags.dispatch.insecure};
  for (const Scenario& scenario : scenarios) {
    const std::int64_t timeout_ms = promise_of(scenario, promise).timeout_ms;
    endpoint.timeout_ms = std::max(endpoint.timeout_ms, timeout_ms + kMore_ms);
  }
  check_endpoint(endpoint);
  return endpoint;
}

std::vector<UsedFile> files_used(const ReplayFlags& flags, const ScenarioSet& set) {
  std::vector<UsedFile> used = files_used(flags.dispatch);
  used.push_back({"the file of the captures", flags.keep_captures});
  for (const std::string& file : set.files) {
    used.push_back({"a scenario that is to be played", file});
  }
  return used;
}

ReplayResult played(const std::vector<Scenario>& scenarios, const ReplayFlags& flags,
                    const Endpoint& endpoint, const ReplayOptions& options) {
  ReplayResult nothing;
  nothing.started_us = wall_clock_us();
  if (scenarios.empty()) return nothing;
  const std::string store = flags.keep_captures.empty() ? "memory" : flags.keep_captures;
  const auto catcher = flags.catcher.empty() ? start_local_captures(endpoint, store)
                                             : open_remote_captures(flags.catcher, options.stop);
  return replay(scenarios, *catcher, options);
}

void warn_of_waits(const std::vector<Scenario>& scenarios, const ReplayOptions& options) {
  for (const Scenario& scenario : scenarios) {
    const std::string warning = warning_of_waits(scenario, options);
    if (!warning.empty()) fmt::print(stderr, "emitter: {}\n", printable_line(warning));
  }
}

/// The query of a catcher's address may hold its token.
std::string without_query(const std::string& url) {
  return url.substr(0, url.find('?'));
}

/// The flags with which a failed scenario is played again as it was; reports are left out.
std::vector<std::string> flags_again(const CLI::App& app) {
  constexpr std::array<std::string_view, 7> kLeftOut = {
      "--help", "--junit", "--json", "--html", "--keep-captures", "--explain", "--coverage"};
  std::vector<std::string> words;
  for (const CLI::Option* option : app.get_options()) {
    const std::string name = option->get_name();
    const bool is_left_out = std::find(kLeftOut.begin(), kLeftOut.end(), name) != kLeftOut.end();
    if (option->count() == 0 || option->get_positional() || is_left_out) continue;
    for (const std::string& value : option->results()) {
      words.push_back(name);
      const bool has_value = option->get_items_expected_max() > 0;
      if (has_value) words.push_back(name == "--catcher" ? without_query(value) : value);
    }
  }
  return words;
}

ExitCode exit_code_of(const ReplayResult& report) {
  if (report.interrupted) return ExitCode::kCannotRun;
  if (report.broken() > 0) return ExitCode::kInvalidInput;
  return report.failed() > 0 ? ExitCode::kUnmet : ExitCode::kOk;
}

}  // namespace

ExitCode run_replay(std::span<const std::string> arguments, std::ostream& out) {
  CLI::App app("Plays scenarios, then verifies what arrived.", "emitter replay");
  ReplayFlags flags;
  declare(app, flags);
  if (parse_arguments(app, arguments, out) == ArgumentsCall::kDone) return ExitCode::kOk;
  ReplayOptions options = options_from(flags);
  const ScenarioSet set = load_scenarios(flags.paths);
  const Endpoint endpoint = endpoint_from(flags, options.promise, set.scenarios);
  ReportFile junit("--junit", flags.junit_file);
  ReportFile json("--json", flags.json_file);
  ReportFile html("--html", flags.html_file);
  refuse_clashes(std::array<const ReportFile*, 3>{&junit, &json, &html}, files_used(flags, set));

  warn_of_waits(set.scenarios, options);
  options.stop = InterruptSignals().stop_token();
  const ReplayResult report =
      with_broken_files(played(set.scenarios, flags, endpoint, options), set);

  TextReportOptions text;
  text.colour = colour_of(out);
  text.coverage = flags.coverage;
  text.flags = flags_again(app);
  write_text_report(report, text, out);
  out.flush();  // a report may go to standard output too
  junit.write([&](std::ostream& file) { write_junit_report(report, file); });
  json.write([&](std::ostream& file) { write_json_report(report, file); });
  html.write([&](std::ostream& file) { write_html_report(report, file); });
  if (!report.problem.empty()) throw Failure(ExitCode::kCannotRun, report.problem);
  return exit_code_of(report);
}

}  // namespace hookline
