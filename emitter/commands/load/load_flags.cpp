#include "emitter/commands/load/load_flags.h"

#include "emitter/commands/load/flag_values.h"
#include "emitter/load/webhook_crowd.h"
#include "emitter/scenario/spelling.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kDefaultDuration = "10s";
constexpr double kRateMax = 1e7;

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
  app.add_option("--timeout", flags.timeout, "From connecting to the end of the answer")
      ->type_name("D");
  app.add_option("--allow-host", flags.allowed_hosts,
                 "A host besides loopback that may be sent to; may be repeated")
      ->type_name("HOST")
      ->allow_extra_args(false);
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

Url url_in(const std::string& text) {
  try {
    return Url::parse(text);
  } catch (const UrlError& error) {
    refuse_flag("--to", text, error.what());
  }
}

std::optional<double> rate_in(const std::string& text) {
  if (text == "max") return {};
  double rate = 0;
  const char* last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(text.data(), last, rate);
  if (problem == std::errc() && end == last && rate > 0 && rate <= kRateMax) return rate;
  refuse_flag(
      "--rate", text,
      fmt::format("give events per second, a number over 0 and up to {:.0f}, or max", kRateMax));
}

Pace pace_in(const std::string& text) {
  if (text == "constant") return Pace::kConstant;
  if (text == "burst") return Pace::kBurst;
  if (text == "ramp") return Pace::kRamp;
  if (text == "sine") return Pace::kSine;
  refuse_flag("--pace", text, "give constant, burst, ramp or sine");
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
      refuse_flag("--events", text,
                  fmt::format("\"{}\" is no event; {}", name, suggestion(name, names)));
    types.push_back(*type);
    begin = comma + 1;
  }
  return types;
}

void refuse_contradictions(const LoadPlan& plan, const LoadFlags& flags) {
  if (plan.pace != Pace::kConstant && !plan.rate) {
    refuse_flag("--pace", flags.pace, "there is no rate to spread; give --rate N");
  }
  if ((plan.pace == Pace::kRamp || plan.pace == Pace::kSine) && !plan.duration_ms) {
    refuse_flag("--pace", flags.pace, "it fills a time; give --duration instead of --count");
  }
  if (plan.connections < static_cast<std::size_t>(plan.threads)) {
    refuse_flag("--connections", flags.connections,
                fmt::format("each of the {} threads needs one; give at least {}", plan.threads,
                            plan.threads));
  }
}

}  // namespace

void declare_load_flags(CLI::App& app, LoadFlags& flags) {
  declare_work(app, flags);
  declare_reports(app, flags);
}

LoadPlan plan_from(const LoadFlags& flags) {
  LoadPlan plan{.to = url_in(flags.to), .events = events_in(flags.events)};
  plan.webhooks = number_in("--webhooks", flags.webhooks, WebhookCrowd::kWebhooksMax);
  plan.matching = number_in("--matching", flags.matching, plan.webhooks);
  plan.rate = rate_in(flags.rate);
  plan.pace = pace_in(flags.pace);
  if (!flags.count.empty() && !flags.duration.empty()) {
    refuse_flag("--count", flags.count, "give either --count or --duration, not both");
  }
  if (!flags.count.empty()) {
    plan.count = number_in("--count", flags.count, 1'000'000'000'000);
  } else {
    plan.duration_ms = duration_in(
        "--duration", flags.duration.empty() ? std::string(kDefaultDuration) : flags.duration);
  }
  plan.threads = static_cast<int>(number_in("--threads", flags.threads, 256));
  plan.connections = number_in("--connections", flags.connections, 60'000);
  plan.timeout_ms = duration_in("--timeout", flags.timeout);
  plan.allowed_hosts = flags.allowed_hosts;
  refuse_contradictions(plan, flags);
  return plan;
}

std::vector<LoadLimit> limits_from(const LoadFlags& flags) {
  std::vector<LoadLimit> limits;
  for (const std::string& text : flags.limits) {
    try {
      limits.push_back(LoadLimit::parse(text));
    } catch (const std::invalid_argument& error) {
      refuse_flag("--fail-if", text, error.what());
    }
  }
  return limits;
}

}  // namespace hookline
