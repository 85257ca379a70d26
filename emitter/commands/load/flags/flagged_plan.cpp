#include "emitter/commands/load/flags/flagged_plan.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/text/spelling.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/commands/flags/values/flag_values.h"
#include "emitter/delivery/queue/seats/queue_place_check.h"
#include "emitter/load/plan/pace_file.h"
#include "emitter/load/plan/webhook_crowd.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kDefaultDurationMs = 10'000;
/// Of a search: each rate that it tries, and the first of them.
constexpr std::int64_t kDefaultProbeMs = 3'000;
constexpr double kDefaultStart = 100;
constexpr std::uint64_t kCountMax = 1'000'000'000'000;
constexpr std::string_view kRecordedPrefix = "recorded:";

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

LoadPart part_in(const std::string& text) {
  constexpr std::uint64_t kPartsMax = 10'000;
  if (text.empty()) return {};
  LoadPart part;
  const char* last = text.data() + text.size();
  const auto [slash, problem] = std::from_chars(text.data(), last, part.number);
  const bool is_number = problem == std::errc() && slash != last && *slash == '/';
  const auto [end, other] = std::from_chars(is_number ? slash + 1 : last, last, part.of);
  const bool is_part = is_number && other == std::errc() && end == last && part.number >= 1 &&
                       part.number <= part.of && part.of <= kPartsMax;
  if (!is_part) refuse_flag("--part", text, "give which of how many, as 1/4 to 4/4");
  --part.number;
  return part;
}

std::int64_t start_in(const std::string& text) {
  const auto at_us = parse_timestamp(text);
  if (!at_us) refuse_flag("--start-at", text, "give a time as 2030-01-31T12:00:00Z");
  if (*at_us < wall_clock_us()) refuse_flag("--start-at", text, "that time has passed");
  return *at_us;
}

/// A run in parts begins together, and is no other kind of run.
void set_part(LoadPlan& plan, const LoadFlags& flags) {
  plan.part = part_in(flags.part);
  if (!flags.start_at.empty()) plan.start_at_us = start_in(flags.start_at);
  if (flags.part.empty() && flags.start_at.empty()) return;
  const char* flag = flags.part.empty() ? "--start-at" : "--part";
  const std::string& value = flags.part.empty() ? flags.start_at : flags.part;
  if (flags.find_max) refuse_flag(flag, value, "--find-max makes many short runs of its own");
  if (!flags.journal.empty()) refuse_flag(flag, value, "a run with a --journal is one machine's");
  if (!flags.queue.dsn.empty()) {
    refuse_flag(flag, value, "what is in a --queue is shared by its workers anyway");
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

}  // namespace

LoadPlan plan_from(const LoadFlags& flags) {
  LoadPlan plan{.to = urls_in(flags.to), .events = events_in(flags.events)};
  set_webhooks(plan, flags);
  set_pace(plan, flags);
  set_end(plan, flags);
  set_part(plan, flags);
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
  plan.is_shared = !flags.queue.dsn.empty();
  if (plan.is_shared) check_queue_place(flags.queue);
  refuse_contradictions(plan, flags);
  return plan;
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

}  // namespace hookline
