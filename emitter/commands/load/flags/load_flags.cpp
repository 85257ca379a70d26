#include "emitter/commands/load/flags/load_flags.h"

#include "catcher/base/process/flag_with_value.h"
#include "emitter/commands/flags/queue_flags.h"
#include "emitter/commands/reports/report_file.h"

#include <array>

#include <CLI/CLI.hpp>

namespace hookline {
namespace {

void declare_events(CLI::App& app, LoadFlags& flags) {
  add_flag_with_value(app, "--to", "URL", flags.to,
                      "Where all webhooks point; may be repeated, then they take the URLs in turn")
      ->required()
      ->allow_extra_args(false);
  add_flag_with_value(
      app, "--events", "NAMES|mix", flags.events,
      "Kinds of event, in turn: API names with commas, or mix, which is all 25 (mix)");
  add_flag_with_value(app, "--webhooks", "N", flags.webhooks,
                      "How many webhooks there are, up to 1000000 (one for each URL)");
  add_flag_with_value(app, "--matching", "N", flags.matching,
                      "How many of them fire at each event (as many as there are URLs)");
}

void declare_pace(CLI::App& app, LoadFlags& flags) {
  add_flag_with_value(
      app, "--rate", "N|max", flags.rate,
      "Events per second, sent when they are due whatever becomes of those before; max: "
      "each answer makes room for the next (max)")
      ->group("Pace");
  add_flag_with_value(
      app, "--pace", "NAME", flags.pace,
      "How the rate is spread: constant; burst, once a second; ramp, from 0 up to it; "
      "sine, once around it; recorded:FILE, as in an NDJSON export of the catcher or a "
      "file with a time stamp per line, at its own rate unless --rate gives another "
      "(constant)")
      ->group("Pace");
  add_flag_with_value(app, "--duration", "D", flags.duration,
                      "Ends after so long (10s; with --find-max 3s for each rate)")
      ->group("Pace");
  add_flag_with_value(app, "--count", "N", flags.count,
                      "Ends after so many events, instead of a time")
      ->group("Pace");
  add_flag_with_value(app, "--part", "K/N", flags.part,
                      "The K-th of N machines' part of the run: every N-th event; `emitter merge` "
                      "makes one report of all --json")
      ->group("Pace");
  add_flag_with_value(app, "--start-at", "TIME", flags.start_at,
                      "When it begins, as 2030-01-31T12:00:00Z: for parts that begin together")
      ->group("Pace");
}

void declare_dispatch(CLI::App& app, LoadFlags& flags) {
  add_flag_with_value(app, "--connections", "N", flags.connections, "Of all threads together (32)")
      ->group("Dispatch");
  add_flag_with_value(app, "--threads", "N", flags.threads,
                      "Each with connections and events of its own (1)")
      ->group("Dispatch");
  add_flag_with_value(app, "--timeout", "D", flags.timeout,
                      "From connecting to the end of the answer (as the preset has it, 10s)")
      ->group("Dispatch");
  add_flag_with_value(
      app, "--journal", "FILE", flags.journal,
      "Keep what is accepted in this file until it has ended: a run that was stopped or "
      "killed goes on when started again with the same file and flags")
      ->group("Dispatch");
  add_flag_with_value(app, "--allow-host", "HOST", flags.allowed_hosts,
                      "A host besides loopback that may be sent to; may be repeated")
      ->allow_extra_args(false)
      ->group("Dispatch");
}

/// How deliveries are sent is said to those who send them; and a queue is its own journal.
constexpr std::array kOfThoseWhoSend = {"--connections", "--threads", "--timeout", "--journal",
                                        "--find-max",    "--ca-file", "--insecure"};

void declare_queue(CLI::App& app, LoadFlags& flags) {
  CLI::Option* queue = declare_queue_flags(
      app, flags.queue,
      "Put the deliveries into this queue, postgresql://USER@HOST:PORT/DATABASE or a file, and let "
      "`emitter work` send them, which is told how: the report is of all workers");
  for (const char* flag : kOfThoseWhoSend) queue->excludes(app.get_option(flag));
  for (const char* flag : kSendingFlags) queue->excludes(app.get_option(flag));
}

void declare_judging(CLI::App& app, LoadFlags& flags) {
  add_flag_with_value(
      app, "--fail-if", "LIMIT", flags.limits,
      "End with 4 if so: p99>50ms (p95, p99.9, mean, max; <= and >= too), errors>1%, "
      "rate<4900, cpu>30us, invalid, or beside --compare p99>1.2x; may be repeated. One "
      "on errors "
      "replaces the rule that any is too many")
      ->allow_extra_args(false)
      ->group("Judging");
  add_flag_with_value(app, "--limit", "LIMIT", flags.must_hold,
                      "End with 4 unless so: p99<50ms, and the like; may be repeated")
      ->allow_extra_args(false)
      ->group("Judging");
  app.add_flag(
         "--find-max", flags.find_max,
         "Search for the highest rate under --limit and --fail-if: doubling from --rate (100), "
         "then halving the distance")
      ->group("Judging");
  add_flag_with_value(app, "--compare", "FILE", flags.compare_file,
                      "An earlier run's --json, to set this one beside")
      ->group("Judging");
  add_flag_with_value(
      app, "--catcher", "URL", flags.catcher,
      "Page address of the catcher that --to leads to, http://HOST:PORT, with its token "
      "as printed or in HOOKLINE_TOKEN: it is asked for every delivery at the end")
      ->group("Judging");
}

void declare_reports(CLI::App& app, LoadFlags& flags) {
  declare_report(app, "--json", flags.json_file, "Write a JSON report too")->group("Reports");
  declare_report(app, "--html", flags.html_file, "Write a page with plots too")->group("Reports");
}

}  // namespace

void declare_load_flags(CLI::App& app, LoadFlags& flags) {
  declare_events(app, flags);
  declare_pace(app, flags);
  declare_dispatch(app, flags);
  declare_dispatch_flags(app, flags.dispatch);
  declare_judging(app, flags);
  declare_queue(app, flags);
  declare_reports(app, flags);
  app.footer(
      "Examples:\n"
      "  emitter load --to http://127.0.0.1:3000/hook --rate 500 --duration 30s --html run.html\n"
      "  emitter load --to http://127.0.0.1:3000/hook --find-max --limit 'p99<50ms'\n"
      "  emitter load --to http://127.0.0.1:3000/hook --rate 500 --compare last.json "
      "--fail-if 'p99>1.2x'");
}

}  // namespace hookline
