#include "emitter/scenario/format/reach.h"

#include "emitter/platform/webhooks/match_reason.h"
#include "emitter/scenario/format/scenario.h"

#include <optional>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Where nothing is sent to.
constexpr std::string_view kNowhere = "http://127.0.0.1:1";

/// The lists of the operation's events; none: those that the contact or the campaign is on then.
std::optional<std::vector<std::uint64_t>> lists_of(const Operation& operation) {
  return std::visit(
      [](const auto& done) -> std::optional<std::vector<std::uint64_t>> {
        if constexpr (requires { done.lists; }) {
          constexpr bool kIsSaid = std::is_same_v<std::decay_t<decltype(done)>, Subscribe>;
          if (kIsSaid || !done.lists.empty()) return done.lists;
          return std::nullopt;
        }
        return std::vector<std::uint64_t>();
      },
      operation);
}

Event event_of(const OperationStep& step, const std::vector<std::uint64_t>& lists) {
  Event event;
  event.type = *step.event;
  event.source = step.source;
  for (const std::uint64_t list : lists) event.lists.push_back({list, ""});
  return event;
}

void add_event(const Step& step, const std::vector<Webhook>& webhooks, ScenarioReach& reach) {
  const OperationStep& does = *step.operation();
  const bool is_first = reach.events.none();
  reach.events.set(static_cast<std::size_t>(*does.event));
  const auto lists = lists_of(does.operation);
  for (const Webhook& webhook : webhooks) {
    const auto reason = explain(webhook, event_of(does, lists.value_or(std::vector{webhook.list})));
    if (reason.fires) reach.is_sent_to[webhook.name] = true;
    if (!is_first) continue;
    reach.why_not[webhook.name] =
        fmt::format("{} ({} in {})", reason.sentence, name_of(*does.event), step.pointer);
  }
}

}  // namespace

ScenarioReach reach_of(const Scenario& scenario) {
  ScenarioReach reach;
  std::vector<Webhook> webhooks;
  for (const WebhookSetup& setup : scenario.webhooks) {
    webhooks.push_back(make_webhook(setup, scenario.file, kNowhere));
    reach.is_sent_to[setup.name] = false;
  }
  const auto& automations = scenario.account.automations;
  for (const auto& [id, automation] : automations) reach.is_sent_to[automation->name] = false;
  for (const Step& step : scenario.steps) {
    if (const RequestStep* sends = step.request()) {
      reach.is_sent_to[sends->webhook] = true;
    } else if (step.operation()->event) {
      add_event(step, webhooks, reach);
    } else {
      const auto& run = std::get<RunAutomation>(step.operation()->operation);
      if (const auto found = automations.find(run.automation)) reach.is_sent_to[found->name] = true;
    }
  }
  return reach;
}

}  // namespace hookline
