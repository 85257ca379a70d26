#include "emitter/commands/load.h"

#include "catcher/quantity.h"
#include "emitter/commands/dispatch_flags.h"
#include "emitter/commands/interrupt.h"
#include "emitter/commands/report_file.h"
#include "emitter/load/load_limit.h"
#include "emitter/load/load_run.h"
#include "emitter/load/webhook_crowd.h"
#include "emitter/report/load/load_html_report.h"
#include "emitter/report/load/load_json_report.h"
#include "emitter/report/load/load_text_report.h"
#include "emitter/scenario/play/capture_source.h"
#include "emitter/scenario/spelling.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <unistd.h>

namespace hookline {
namespace {

constexpr std::string_view kDefaultDuration = "10s";
constexpr double kRateMax = 1e7;

struct LoadFlags {
  std::string to;
  std::string events = "mix";
  std::string webhooks = "1";
  std::string matching = "1";
  std::string rate = "max";
  std::string pace = "constant";
  std::string duration;
  std::string count;
  std::string connections = "32";
  std::string threads = "1";
  std::string timeout;
  DispatchFlags dispatch;
  std::vector<std::string> allowed_hosts;
  std::string catcher;
  std::vector<std::string> limits;
  std::string json_file;
  std::string html_file;
};

void declare_work(CLI::App& app, LoadFlags& flags) {
  app.add_option("--to", flags.to, "Where all webhooks point")->required()->type_name("URL");
  app.add_option("--events", flags.events,
                 "Kinds of event, in turn: API names with commas, or mix, which is all 25")
      ->type_name("NAME,…|mix");
  app.add_option("--webhooks", flags.webhooks, "How many webhooks there are, up to 1000000")
      ->type_name("N");
  app.add_option("--matching", flags.matching, "How many of them fire at each event")
      ->type_name("N");
  app.add_option("--rate", flags.rate,
                 "Events per second, sent when they are due whatever becomes of those before; max: "
                 "each answer makes room for the next")
      ->type_name("N|max");
  app.add_option("--pace", flags.pace,
                 "How the rate is spread: constant; burst, once a second; ramp, from 0 up to it; "
                 "sine, once around it")
      ->type_name("NAME");
  app.add_option("--duration", flags.duration, "Ends after so long; 10s without --count")
      ->type_name("D");
  app.add_option("--count", flags.count, "Ends after so many events")->type_name("N");
  app.add_option("--connections", flags.connections, "Of all threads together")->type_name("N");
  app.add_option("--threads", flags.threads, "Each with connections and events of its own")
      ->type_name("N");
  app.add_option("--timeout", flags.timeout,
                 "From connecting to the end of the answer; else as the preset has it, 10s")
      ->type_name("D");
  app.add_option("--allow-host", flags.allowed_hosts,
                 "A host besides loopback that may be sent to; may be repeated")
      ->type_name("HOST")
      ->allow_extra_args(false);
  declare_dispatch_flags(app, flags.dispatch);
}

void declare_reports(CLI::App& app, LoadFlags& flags) {
  app.add_option("--catcher", flags.catcher,
                 "Page address of the catcher that --to leads to, http://HOST:PORT: it is asked "
                 "for every delivery at the end")
      ->type_name("URL");
  app.add_option("--fail-if", flags.limits,
                 "End with 4 if so: p99>50ms (p50, p90, p99, p999, max), errors>1%, rate<4900, "
                 "invalid; may be repeated. One on errors replaces the rule that any is too many")
      ->type_name("LIMIT")
      ->allow_extra_args(false);
  app.add_option("--json", flags.json_file, "Write a JSON report too")->type_name("FILE");
  app.add_option("--html", flags.html_file, "Write an HTML report with plots too")
      ->type_name("FILE");
}

[[noreturn]] void refuse(std::string_view flag, std::string_view value, std::string_view sentence) {
  throw Failure(ExitCode::kUsage, fmt::format("{} {}: {}", flag, value, sentence));
}

std::uint64_t number_in(std::string_view flag, const std::string& text, std::uint64_t max) {
  std::uint64_t number = 0;
  const char* last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(text.data(), last, number);
  if (problem == std::errc() && end == last && number >= 1 && number <= max) return number;
  refuse(flag, text, fmt::format("give a whole number from 1 to {}", max));
}

std::int64_t duration_in(std::string_view flag, const std::string& text) {
  try {
    const std::int64_t duration_ms = parse_duration_ms(text);
    if (duration_ms > 0) return duration_ms;
  } catch (const std::invalid_argument& error) {
    refuse(flag, text, error.what());
  }
  refuse(flag, text, "give a time over 0, such as 500ms, 10s or 2m");
}

Url url_in(const std::string& text) {
  try {
    return Url::parse(text);
  } catch (const UrlError& error) {
    refuse("--to", text, error.what());
  }
}

std::optional<double> rate_in(const std::string& text) {
  if (text == "max") return {};
  double rate = 0;
  const char* last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(text.data(), last, rate);
  if (problem == std::errc() && end == last && rate > 0 && rate <= kRateMax) return rate;
  refuse("--rate", text,
         fmt::format("give events per second, a number over 0 and up to {:.0f}, or max", kRateMax));
}

Pace pace_in(const std::string& text) {
  if (text == "constant") return Pace::kConstant;
  if (text == "burst") return Pace::kBurst;
  if (text == "ramp") return Pace::kRamp;
  if (text == "sine") return Pace::kSine;
  refuse("--pace", text, "give constant, burst, ramp or sine");
}

std::vector<EventType> events_in(const std::string& text) {
  const auto all = all_event_types();
  if (text == "mix") return {all.begin(), all.end()};
  std::vector<std::string_view> names;
  for (const EventType type : all) names.push_back(name_of(type));
  std::vector<EventType> types;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t comma = std::min(text.find(',', begin), text.size());
    const std::string name = text.substr(begin, comma - begin);
    const auto type = event_type_named(name);
    if (!type)
      refuse("--events", text,
             fmt::format("\"{}\" is no event; {}", name, suggestion(name, names)));
    types.push_back(*type);
    begin = comma + 1;
  }
  return types;
}

LoadPlan plan_from(const LoadFlags& flags) {
  LoadPlan plan{.to = url_in(flags.to), .events = events_in(flags.events)};
  plan.webhooks = number_in("--webhooks", flags.webhooks, WebhookCrowd::kWebhooksMax);
  plan.matching = number_in("--matching", flags.matching, plan.webhooks);
  plan.rate = rate_in(flags.rate);
  plan.pace = pace_in(flags.pace);
  if (!flags.count.empty() && !flags.duration.empty()) {
    refuse("--count", flags.count, "give either --count or --duration, not both");
  }
  if (!flags.count.empty()) {
    plan.count = number_in("--count", flags.count, 1'000'000'000'000);
  } else {
    plan.duration_ms = duration_in(
        "--duration", flags.duration.empty() ? std::string(kDefaultDuration) : flags.duration);
  }
  plan.threads = static_cast<int>(number_in("--threads", flags.threads, 256));
  plan.connections = number_in("--connections", flags.connections, 60'000);
  plan.promise = promise_of(flags.dispatch);
  plan.signing_key = signing_key_of(flags.dispatch);
  plan.timeout_ms =
      flags.timeout.empty() ? plan.promise.timeout_ms : duration_in("--timeout", flags.timeout);
  plan.allowed_hosts = flags.allowed_hosts;
  return plan;
}

void refuse_contradictions(const LoadPlan& plan, const LoadFlags& flags) {
  if (plan.pace != Pace::kConstant && !plan.rate) {
    refuse("--pace", flags.pace, "there is no rate to spread; give --rate N");
  }
  if ((plan.pace == Pace::kRamp || plan.pace == Pace::kSine) && !plan.duration_ms) {
    refuse("--pace", flags.pace, "it fills a time; give --duration instead of --count");
  }
  if (plan.connections < static_cast<std::size_t>(plan.threads)) {
    refuse("--connections", flags.connections,
           fmt::format("each of the {} threads needs one; give at least {}", plan.threads,
                       plan.threads));
  }
}

std::vector<LoadLimit> limits_in(const std::vector<std::string>& texts) {
  std::vector<LoadLimit> limits;
  for (const std::string& text : texts) {
    try {
      limits.push_back(LoadLimit::parse(text));
    } catch (const std::invalid_argument& error) {
      refuse("--fail-if", text, error.what());
    }
  }
  return limits;
}

/// One line of standard error, written over and over; only on a terminal.
class ProgressLine {
 public:
  ProgressLine() : shown_(isatty(STDERR_FILENO) == 1) {}
  ~ProgressLine() {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const LoadProgress& progress) {
    if (!shown_) return;
    const auto since = progress.elapsed - elapsed_before_;
    const double rate = since.count() > 0
                            ? 1000 * static_cast<double>(progress.delivered - delivered_before_) /
                                  static_cast<double>(since.count())
                            : 0;
    fmt::print(stderr, "\r\x1b[K{:.1f} s  {} delivered  {:.0f}/s  {} failed  {} pending",
               static_cast<double>(progress.elapsed.count()) / 1000, progress.delivered, rate,
               progress.failed, progress.pending);
    std::fflush(stderr);
    elapsed_before_ = progress.elapsed;
    delivered_before_ = progress.delivered;
  }

 private:
  const bool shown_;
  std::chrono::milliseconds elapsed_before_{0};
  std::uint64_t delivered_before_ = 0;
};

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
  declare_work(app, flags);
  declare_reports(app, flags);
  if (parse_arguments(app, arguments, out) == ArgumentsCall::kDone) return ExitCode::kOk;
  const LoadPlan plan = plan_from(flags);
  refuse_contradictions(plan, flags);
  const std::vector<LoadLimit> limits = limits_in(flags.limits);
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
