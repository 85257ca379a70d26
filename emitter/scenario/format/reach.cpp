#include "emitter/scenario/format/reach.h"

#include "emitter/platform/webhooks/match_reason.h"
#include "emitter/scenario/format/scenario.h"

#include <cstdint>
#include <optional>
#include <set>
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

/// What an automation may cause, by itself or because a step runs it. Lists, tags and waits aren't
/// looked at.
void add_automation(const Automation& automation, const std::vector<Webhook>& webhooks,
                    ScenarioReach& reach) {
  for (const AutomationStep& step : automation.steps) {
    if (std::holds_alternative<WebhookStep>(step)) reach.is_sent_to[automation.name] = true;
    const auto type = event_of(step);
    if (!type) continue;
    reach.events.set(static_cast<std::size_t>(*type));
    for (const Webhook& webhook : webhooks) {
      Event event;
      event.type = *type;
      event.source = Source::kSystem;
      event.lists = {{webhook.list, ""}};
      if (explain(webhook, event).fires) reach.is_sent_to[webhook.name] = true;
    }
  }
}

/// Also those that automations start by what they do.
void add_automations(const std::vector<Automation>& automations,
                     const std::set<std::uint64_t>& entered, const std::vector<Webhook>& webhooks,
                     ScenarioReach& reach) {
  std::set<std::size_t> added;
  for (bool is_more = true; is_more;) {
    is_more = false;
    for (std::size_t i = 0; i < automations.size(); ++i) {
      const auto& start = automations[i].start;
      const bool begins = entered.contains(automations[i].id) ||
                          (start && reach.events.test(static_cast<std::size_t>(start->on)));
      if (!begins || !added.insert(i).second) continue;
      add_automation(automations[i], webhooks, reach);
      is_more = true;
    }
  }
}

/// Those of the account, and what steps make of them or add.
std::vector<Automation> automations_of(const Scenario& scenario) {
  std::vector<Automation> automations;
  for (const auto& [id, automation] : scenario.account.automations)
    automations.push_back(*automation);
  for (const Step& step : scenario.steps) {
    const OperationStep* does = step.operation();
    if (does && does->action && does->action->automation)
      automations.push_back(*does->action->automation);
  }
  return automations;
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
  std::set<std::uint64_t> run;
  for (const auto& [id, automation] : automations) reach.is_sent_to[automation->name] = false;
  for (const Step& step : scenario.steps) {
    if (const RequestStep* sends = step.request()) {
      reach.is_sent_to[sends->webhook] = true;
    } else if (step.operation()->event) {
      add_event(step, webhooks, reach);
    } else if (const auto* runs = std::get_if<RunAutomation>(&step.operation()->operation)) {
      run.insert(runs->automation);
    }
  }
  add_automations(automations_of(scenario), run, webhooks, reach);
  return reach;
}

}  // namespace hookline
