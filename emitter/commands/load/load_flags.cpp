#include "emitter/commands/load/load_flags.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/text/spelling.h"
#include "emitter/commands/flags/flag_values.h"
#include "emitter/commands/reports/report_file.h"
#include "emitter/load/plan/pace_file.h"
#include "emitter/load/plan/webhook_crowd.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kDefaultDurationMs = 10'000;
/// Of a search: each rate that it tries, and the first of them.
constexpr std::int64_t kDefaultProbeMs = 3'000;
constexpr double kDefaultStart = 100;
constexpr std::uint64_t kCountMax = 1'000'000'000'000;
constexpr std::string_view kRecordedPrefix = "recorded:";

void declare_events(CLI::App& app, LoadFlags& flags) {
  app.add_option("--to", flags.to,
                 "Where all webhooks point; may be repeated, then they take the URLs in turn")
      ->required()
      ->type_name("URL")
      ->allow_extra_args(false);
  app.add_option("--events", flags.events,
                 "Kinds of event, in turn: API names with commas, or mix, which is all 25 (mix)")
      ->type_name("NAMES|mix");
  app.add_option("--webhooks", flags.webhooks,
                 "How many webhooks there are, up to 1000000 (one for each URL)")
      ->type_name("N");
  app.add_option("--matching", flags.matching,
                 "How many of them fire at each event (as many as there are URLs)")
      ->type_name("N");
}

void declare_pace(CLI::App& app, LoadFlags& flags) {
  app.add_option("--rate", flags.rate,
                 "Events per second, sent when they are due whatever becomes of those before; max: "
                 "each answer makes room for the next (max)")
      ->type_name("N|max")
      ->group("Pace");
  app.add_option("--pace", flags.pace,
                 "How the rate is spread: constant; burst, once a second; ramp, from 0 up to it; "
                 "sine, once around it; recorded:FILE, as in an NDJSON export of the catcher or a "
                 "file with a time stamp per line, at its own rate unless --rate gives another "
                 "(constant)")
      ->type_name("NAME")
      ->group("Pace");
  app.add_option("--duration", flags.duration,
                 "Ends after so long (10s; with --find-max 3s for each rate)")
      ->type_name("D")
      ->group("Pace");
  app.add_option("--count", flags.count, "Ends after so many events, instead of a time")
      ->type_name("N")
      ->group("Pace");
}

void declare_dispatch(CLI::App& app, LoadFlags& flags) {
  app.add_option("--connections", flags.connections, "Of all threads together (32)")
      ->type_name("N")
      ->group("Dispatch");
  app.add_option("--threads", flags.threads, "Each with connections and events of its own (1)")
      ->type_name("N")
      ->group("Dispatch");
  app.add_option("--timeout", flags.timeout,
                 "From connecting to the end of the answer (as the preset has it, 10s)")
      ->type_name("D")
      ->group("Dispatch");
  app.add_option("--journal", flags.journal,
                 "Keep what is accepted in this file until it has ended: a run that was stopped or "
                 "killed goes on when started again with the same file and flags")
      ->type_name("FILE")
      ->group("Dispatch");
  app.add_option("--allow-host", flags.allowed_hosts,
                 "A host besides loopback that may be sent to; may be repeated")
      ->type_name("HOST")
      ->allow_extra_args(false)
      ->group("Dispatch");
}

void declare_judging(CLI::App& app, LoadFlags& flags) {
  app.add_option("--fail-if", flags.limits,
                 "End with 4 if so: p99>50ms (p95, p99.9, mean, max; <= and >= too), errors>1%, "
                 "rate<4900, cpu>30us, invalid, or beside --compare p99>1.2x; may be repeated. One "
                 "on errors "
                 "replaces the rule that any is too many")
      ->type_name("LIMIT")
      ->allow_extra_args(false)
      ->group("Judging");
  app.add_option("--limit", flags.must_hold,
                 "End with 4 unless so: p99<50ms, and the like; may be repeated")
      ->type_name("LIMIT")
      ->allow_extra_args(false)
      ->group("Judging");
  app.add_flag(
         "--find-max", flags.find_max,
         "Search for the highest rate under --limit and --fail-if: doubling from --rate (100), "
         "then halving the distance")
      ->group("Judging");
  app.add_option("--compare", flags.compare_file, "An earlier run's --json, to set this one beside")
      ->type_name("FILE")
      ->group("Judging");
  app.add_option("--catcher", flags.catcher,
                 "Page address of the catcher that --to leads to, http://HOST:PORT, with its token "
                 "as printed or in HOOKLINE_TOKEN: it is asked for every delivery at the end")
      ->type_name("URL")
      ->group("Judging");
}

void declare_reports(CLI::App& app, LoadFlags& flags) {
  declare_report(app, "--json", flags.json_file, "Write a JSON report too")->group("Reports");
  declare_report(app, "--html", flags.html_file, "Write a page with plots too")->group("Reports");
}

Url url_in(const std::string& text) {
  try {
    return Url::parse(text);
  } catch (const UrlError& error) {
    refuse_flag("--to", text, error.what());
  }
}

std::vector<Url> urls_in(const std::vector<std::string>& texts) {
  std::vector<Url> urls;
  urls.reserve(texts.size());
  for (const std::string& text : texts) urls.push_back(url_in(text));
  return urls;
}

std::optional<double> rate_in(const std::string& text) {
  if (text == "max") return {};
  double rate = 0;
  const char* last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(text.data(), last, rate);
  if (problem == std::errc() && end == last && rate > 0 && rate <= kLoadRateMax) return rate;
  refuse_flag("--rate", text,
              fmt::format("give events per second, a number over 0 and up to {:.0f}, or max",
                          kLoadRateMax));
}

Pace pace_in(const std::string& text) {
  if (text == "constant") return Pace::kConstant;
  if (text == "burst") return Pace::kBurst;
  if (text == "ramp") return Pace::kRamp;
  if (text == "sine") return Pace::kSine;
  if (text.starts_with(kRecordedPrefix)) return Pace::kRecorded;
  refuse_flag("--pace", text, "give constant, burst, ramp, sine or recorded:FILE");
}

std::vector<EventType> events_in(const std::string& text) {
  const auto all = all_event_types();
  if (text == "mix") return {all.begin(), all.end()};
  std::vector<std::string_view> names;
  names.reserve(all.size());
  for (const EventType type : all) names.push_back(name_of(type));
  std::vector<EventType> types;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t comma = std::min(text.find(',', begin), text.size());
    const std::string name = text.substr(begin, comma - begin);
    const auto type = event_type_named(name);
    if (!type)
      refuse_flag("--events", text,
                  fmt::format("\"{}\" is no event; {}", name, suggestion(name, names)));
    types.push_back(*type);
    begin = comma + 1;
  }
  return types;
}

void refuse_no_search(const LoadPlan& plan, const LoadFlags& flags) {
  if (flags.limits.empty() && flags.must_hold.empty()) {
    throw Failure(
        ExitCode::kUsage,
        "--find-max: there is no limit to search under; give --limit p99<50ms, or the like");
  }
  if (plan.pace != Pace::kConstant) {
    refuse_flag("--pace", flags.pace, "--find-max tries even rates only; leave it out");
  }
  if (!flags.journal.empty()) {
    refuse_flag("--journal", flags.journal, "--find-max makes many short runs, and keeps none");
  }
  if (plan.count) refuse_flag("--count", flags.count, "--find-max takes --duration, of each rate");
}

void set_webhooks(LoadPlan& plan, const LoadFlags& flags) {
  const std::uint64_t urls = plan.to.size();
  plan.webhooks = flags.webhooks.empty()
                      ? urls
                      : number_in("--webhooks", flags.webhooks, WebhookCrowd::kWebhooksMax);
  if (plan.webhooks < urls) {
    refuse_flag(
        "--webhooks", flags.webhooks,
        fmt::format("there are {} URLs, and each needs a webhook; give at least {}", urls, urls));
  }
  plan.matching =
      flags.matching.empty() ? urls : number_in("--matching", flags.matching, plan.webhooks);
}

/// A recorded pace goes at its own rate unless told otherwise.
void set_pace(LoadPlan& plan, const LoadFlags& flags) {
  plan.rate = rate_in(flags.rate);
  plan.pace = pace_in(flags.pace);
  if (flags.find_max && !plan.rate) plan.rate = kDefaultStart;
  if (plan.pace != Pace::kRecorded) return;
  plan.recorded = std::make_shared<const RecordedPace>(
      read_pace_file(flags.pace.substr(kRecordedPrefix.size())));
  if (!plan.rate) plan.rate = plan.recorded->rate();
  if (*plan.rate > kLoadRateMax) {
    refuse_flag("--pace", flags.pace,
                fmt::format("it comes to {:.0f} events per second, {:.0f} is the most; give --rate",
                            *plan.rate, kLoadRateMax));
  }
}

/// One of count and duration. A recorded pace ends with the recording unless told otherwise.
void set_end(LoadPlan& plan, const LoadFlags& flags) {
  if (!flags.count.empty() && !flags.duration.empty()) {
    refuse_flag("--count", flags.count, "give either --count or --duration, not both");
  }
  if (!flags.count.empty()) {
    plan.count = number_in("--count", flags.count, kCountMax);
  } else if (!flags.duration.empty()) {
    plan.duration_ms = duration_in("--duration", flags.duration);
  } else if (plan.recorded) {
    plan.count = plan.recorded->size();
  } else {
    plan.duration_ms = flags.find_max ? kDefaultProbeMs : kDefaultDurationMs;
  }
}

void refuse_contradictions(const LoadPlan& plan, const LoadFlags& flags) {
  if (plan.pace != Pace::kConstant && !plan.rate) {
    refuse_flag("--pace", flags.pace, "there is no rate to spread; give --rate N");
  }
  if ((plan.pace == Pace::kRamp || plan.pace == Pace::kSine) && !plan.duration_ms) {
    refuse_flag("--pace", flags.pace, "it fills a time; give --duration instead of --count");
  }
  if (flags.find_max) refuse_no_search(plan, flags);
  if (plan.connections < static_cast<std::size_t>(plan.threads)) {
    refuse_flag("--connections", flags.connections,
                fmt::format("each of the {} threads needs one; give at least {}", plan.threads,
                            plan.threads));
  }
}

LoadLimit limit_in(std::string_view flag, const std::string& text, LoadLimit::Sense sense,
                   const LoadFlags& flags) {
  try {
    LoadLimit limit = LoadLimit::parse(text, sense);
    if (limit.is_relative() && flags.compare_file.empty()) {
      refuse_flag(flag, text, "there is nothing to compare with; give --compare FILE");
    }
    if (limit.is_relative() && flags.find_max) {
      refuse_flag(flag, text, "--find-max needs a limit of its own, such as p99>50ms");
    }
    return limit;
  } catch (const std::invalid_argument& error) {
    refuse_flag(flag, text, error.what());
  }
}

}  // namespace

void declare_load_flags(CLI::App& app, LoadFlags& flags) {
  declare_events(app, flags);
  declare_pace(app, flags);
  declare_dispatch(app, flags);
  declare_dispatch_flags(app, flags.dispatch);
  declare_judging(app, flags);
  declare_reports(app, flags);
  app.footer(
      "Examples:\n"
      "  emitter load --to http://127.0.0.1:3000/hook --rate 500 --duration 30s --html run.html\n"
      "  emitter load --to http://127.0.0.1:3000/hook --find-max --limit 'p99<50ms'\n"
      "  emitter load --to http://127.0.0.1:3000/hook --rate 500 --compare last.json "
      "--fail-if 'p99>1.2x'");
}

LoadPlan plan_from(const LoadFlags& flags) {
  LoadPlan plan{.to = urls_in(flags.to), .events = events_in(flags.events)};
  set_webhooks(plan, flags);
  set_pace(plan, flags);
  set_end(plan, flags);
  plan.threads = static_cast<int>(number_in("--threads", flags.threads, 256));
  plan.connections = number_in("--connections", flags.connections, 60'000);
  plan.promise = promise_of(flags.dispatch);
  plan.signing_key = signing_key_of(flags.dispatch);
  plan.ca_file = flags.dispatch.ca_file;
  plan.checks_certificates = !flags.dispatch.insecure;
  check_certificate_flags(flags.dispatch);
  plan.timeout_ms =
      flags.timeout.empty() ? plan.promise.timeout_ms : duration_in("--timeout", flags.timeout);
  plan.allowed_hosts = flags.allowed_hosts;
  refuse_contradictions(plan, flags);
  return plan;
}

std::vector<LoadLimit> limits_from(const LoadFlags& flags) {
  std::vector<LoadLimit> limits;
  for (const std::string& text : flags.limits) {
    limits.push_back(limit_in("--fail-if", text, LoadLimit::Sense::kFailsIf, flags));
  }
  for (const std::string& text : flags.must_hold) {
    limits.push_back(limit_in("--limit", text, LoadLimit::Sense::kMustHold, flags));
  }
  return limits;
}

std::optional<EarlierRun> earlier_from(const LoadFlags& flags) {
  if (flags.compare_file.empty()) return {};
  return read_earlier_run(flags.compare_file);
}

void refuse_unknown_figures(const std::vector<LoadLimit>& limits, const EarlierRun& earlier) {
  for (const LoadLimit& limit : limits) {
    if (!limit.is_relative() || limit.is_known_of(earlier.figures)) continue;
    refuse_flag("--compare", earlier.file,
                fmt::format("doesn't tell what {} is beside; p50, p90, p95, p99, p999, max, mean, "
                            "errors, rate and cpu are in a report of this version",
                            limit.text()));
  }
}

std::vector<UsedFile> files_used(const LoadFlags& flags) {
  std::vector<UsedFile> used = files_used(flags.dispatch);
  used.push_back({"the earlier run of --compare", flags.compare_file});
  if (flags.pace.starts_with(kRecordedPrefix)) {
    used.push_back({"the recording of --pace", flags.pace.substr(kRecordedPrefix.size())});
  }
  if (flags.journal.empty()) return used;
  for (const char* suffix : {"", "-wal", "-shm", "-lock"}) {
    used.push_back({"a file of the journal", flags.journal + suffix});
  }
  return used;
}

void refuse_unlike_plans(const EarlierRun& earlier, const LoadPlan& plan,
                         const std::vector<LoadLimit>& limits) {
  const std::string difference = why_incomparable(earlier, plan);
  if (difference.empty()) return;
  for (const LoadLimit& limit : limits) {
    if (!limit.is_relative()) continue;
    refuse_flag("--compare", earlier.file,
                fmt::format("it is of another plan, {}, so that {} would say nothing of the "
                            "receiver; give the same flags, or leave that limit out",
                            difference, limit.text()));
  }
}

}  // namespace hookline
