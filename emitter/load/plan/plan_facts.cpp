#include "emitter/load/plan/plan_facts.h"

#include "catcher/base/units/quantity.h"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

std::string pace_text(const LoadPlan& plan) {
  switch (plan.pace) {
    case Pace::kConstant:
      return "constant";
    case Pace::kBurst:
      return "burst";
    case Pace::kRamp:
      return "ramp";
    case Pace::kSine:
      return "sine";
    case Pace::kRecorded:
      return fmt::format("recorded, of {} events at {} a second", plan.recorded->size(),
                         plan.recorded->rate());
  }
  return "";
}

std::string events_text(const LoadPlan& plan) {
  std::vector<std::string_view> events;
  for (const EventType type : plan.events) events.push_back(name_of(type));
  return fmt::format("{}", fmt::join(events, ","));
}

std::string rate_text(const LoadPlan& plan) {
  return plan.rate ? fmt::to_string(*plan.rate) : "max";
}

bool is_mix(const LoadPlan& plan) {
  const auto all = all_event_types();
  return std::equal(plan.events.begin(), plan.events.end(), all.begin(), all.end());
}

}  // namespace

PlanFacts facts_of(const LoadPlan& plan) {
  std::vector<std::string_view> urls;
  for (const Url& url : plan.to) urls.push_back(url.text());
  PlanFacts facts = {{"--to", fmt::format("{}", fmt::join(urls, ","))},
                     {"--events", events_text(plan)},
                     {"--webhooks", fmt::to_string(plan.webhooks)},
                     {"--matching", fmt::to_string(plan.matching)},
                     {"--threads", fmt::to_string(plan.threads)},
                     {"--rate", rate_text(plan)},
                     {"--pace", pace_text(plan)}};
  if (plan.duration_ms) facts.emplace_back("--duration", duration_text(*plan.duration_ms));
  if (plan.count) facts.emplace_back("--count", fmt::to_string(*plan.count));
  return facts;
}

PlanFacts comparable_facts_of(const LoadPlan& plan) {
  PlanFacts facts = {{"--events", is_mix(plan) ? "mix" : events_text(plan)},
                     {"--webhooks", fmt::to_string(plan.webhooks)},
                     {"--matching", fmt::to_string(plan.matching)},
                     // As JSON writes it, whatever its size.
                     {"--rate", plan.rate ? fmt::format("{:.10g}", *plan.rate) : "max"},
                     {"--pace", pace_text(plan)},
                     {"--connections", fmt::to_string(plan.connections)},
                     {"--threads", fmt::to_string(plan.threads)},
                     {"--timeout", duration_text(plan.timeout_ms)},
                     {"--retry", plan.promise.retry.delays.empty()
                                     ? std::string("none")
                                     : fmt::to_string(plan.promise.retry.delays.size())},
                     {"--sign", plan.signing_key ? std::string(name_of(plan.signing_key->scheme))
                                                 : std::string("none")}};
  if (plan.is_shared) {
    for (auto& [flag, value] : facts) {
      const bool is_workers = flag == "--connections" || flag == "--threads" ||
                              flag == "--timeout" || flag == "--retry" || flag == "--sign";
      if (is_workers) value = "as the queue's workers have it";
    }
  }
  if (plan.part.of > 1) {
    facts.emplace_back("--part", fmt::format("{}/{}", plan.part.number + 1, plan.part.of));
  }
  return facts;
}

std::string plan_difference(const PlanFacts& then, const PlanFacts& now) {
  std::map<std::string, std::pair<std::string, std::string>> both;
  for (const auto& [flag, value] : then) both[flag] = {value, "none"};
  for (const auto& [flag, value] : now) {
    auto& values = both[flag];
    if (values.first.empty()) values.first = "none";
    values.second = value;
  }
  std::vector<std::string> differences;
  for (const auto& [flag, values] : both) {
    if (values.first == values.second) continue;
    differences.push_back(fmt::format("{} {} (now: {})", flag, values.first, values.second));
  }
  return fmt::format("{}", fmt::join(differences, ", "));
}

std::string shown_url(const Url& url) {
  std::string text = url.text();
  const std::string& user = url.user_info();
  if (user.empty()) return text;
  return text.replace(text.find("://") + 3, user.size(), user.substr(0, user.find(':')) + ":***");
}

}  // namespace hookline
