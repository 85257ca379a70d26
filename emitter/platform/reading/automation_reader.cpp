#include "emitter/platform/reading/automation_reader.h"

#include "catcher/base/json/json_members.h"
#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/reading/catcher_url.h"
#include "emitter/platform/reading/entity_reader.h"
#include "emitter/platform/reading/long_text.h"

#include <array>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// An automation being read.
struct AutomationReading : Automation {
  std::string url;
};

std::string read_action_url(const JsonValue& value) {
  check_webhook_url(value);
  return value.text();
}

bool is_about_a_contact(EventType type) {
  using enum EventType;
  return type != kSent && type != kListAdd && type != kDealPipelineAdd && type != kDealStageAdd &&
         type != kDealTasktypeAdd;
}

EventType read_starting_event(const JsonValue& value) {
  const EventType type = read_event_type(value);
  if (is_about_a_contact(type)) return type;
  value.fail(fmt::format("{} is about no contact, so that nobody would enter", name_of(type)));
}

constexpr JsonMember<AutomationStart> kStartMembers[] = {
    {"on", read_into<&AutomationStart::on, read_starting_event>, JsonNeed::kRequired},
    {"list", read_into<&AutomationStart::list, &JsonValue::id>},
    {"tag", read_into<&AutomationStart::tag, &JsonValue::name>},
};

std::optional<AutomationStart> read_start(const JsonValue& value) {
  if (value.kind() == JsonKind::kNull) return std::nullopt;
  const auto start = read_new<AutomationStart>(value, kStartMembers);
  const bool has_tag =
      start.on == EventType::kContactTagAdded || start.on == EventType::kContactTagRemoved;
  if (!start.tag.empty() && !has_tag)
    value.object().require("tag").fail(fmt::format("{} is about no tag", name_of(start.on)));
  if (start.list != 0 && !is_list_filtered(start.on))
    value.object().require("list").fail(fmt::format("{} is about no list", name_of(start.on)));
  return start;
}

WaitStep read_wait(const JsonValue& value) {
  constexpr std::int64_t kShortest_ms = 1000;
  const std::int64_t wait_ms = value.duration_ms();
  if (wait_ms < kShortest_ms) value.fail("a wait takes a second or longer");
  return {wait_ms};
}

UpdateStep read_update(const JsonValue& value) {
  UpdateStep step{read_contact_change(value)};
  for (const char* key : {"id", "email"}) {
    if (const auto named = value.object().find(key))
      named->fail("is that of the contact who goes through");
  }
  return step;
}

struct StepKind {
  std::string_view key;
  AutomationStep (*read)(const JsonValue& value);
};

constexpr std::array kStepKinds = {
    StepKind{"wait", [](const JsonValue& value) -> AutomationStep { return read_wait(value); }},
    StepKind{"tag", [](const JsonValue& value) -> AutomationStep { return TagStep{value.name()}; }},
    StepKind{"untag",
             [](const JsonValue& value) -> AutomationStep { return UntagStep{value.name()}; }},
    StepKind{"subscribe",
             [](const JsonValue& value) -> AutomationStep { return SubscribeStep{value.id()}; }},
    StepKind{"unsubscribe",
             [](const JsonValue& value) -> AutomationStep { return UnsubscribeStep{value.id()}; }},
    StepKind{"update", [](const JsonValue& value) -> AutomationStep { return read_update(value); }},
    StepKind{
        "note",
        [](const JsonValue& value) -> AutomationStep { return NoteStep{read_long_text(value)}; }},
    StepKind{"webhook",
             [](const JsonValue& value) -> AutomationStep {
               return WebhookStep{read_action_url(value)};
             }},
};

AutomationStep read_automation_step(const JsonValue& value) {
  JsonObject object = value.object();
  std::optional<AutomationStep> step;
  for (const StepKind& kind : kStepKinds) {
    const auto found = object.find(kind.key);
    if (!found) continue;
    if (step) found->fail("an automation's step does one thing; make two of it");
    step = kind.read(*found);
  }
  object.finish();
  if (step) return *std::move(step);
  value.fail(
      "an automation's step has one of the keys wait, tag, untag, subscribe, unsubscribe, update, "
      "note and webhook");
}

std::vector<AutomationStep> read_automation_steps(const JsonValue& value) {
  std::vector<AutomationStep> steps;
  for (const JsonValue& step : value.items()) steps.push_back(read_automation_step(step));
  return steps;
}

constexpr JsonMember<AutomationReading> kAutomationMembers[] = {
    {"id", read_into<&Automation::id, &JsonValue::id>},
    {"name", read_into<&Automation::name, &JsonValue::name>, JsonNeed::kRequired},
    {"start", read_into<&Automation::start, read_start>},
    {"steps", read_into<&Automation::steps, read_automation_steps>},
    {"url", read_into<&AutomationReading::url, read_action_url>},
};

/// Whether what a step names is there; each throws OperationError, its path being that in the step.
template <class Tables>
struct StepReferences {
  const Tables& account;

  template <class Other>
  void operator()(const Other& /*step*/) const {}
  void operator()(const SubscribeStep& step) const {
    require(account.lists, step.list, "list", "subscribe");
  }
  void operator()(const UnsubscribeStep& step) const {
    require(account.lists, step.list, "list", "unsubscribe");
  }
  void operator()(const UpdateStep& step) const {
    for (const auto& [id, value] : step.change.fields)
      require(account.contact_fields, id, "contact field", "update/fields", id);
    if (!step.change.lists) return;
    for (std::size_t i = 0; i < step.change.lists->size(); ++i)
      require(account.lists, (*step.change.lists)[i], "list", "update/lists", i);
  }
};

template <class Tables>
void check_references(const Automation& automation, const Tables& account) {
  if (automation.start && automation.start->list != 0)
    require(account.lists, automation.start->list, "list", "start/list");
  for (std::size_t i = 0; i < automation.steps.size(); ++i) {
    try {
      std::visit(StepReferences<Tables>{account}, automation.steps[i]);
    } catch (const OperationError& error) {
      throw OperationError(fmt::format("steps/{}/{}", i, error.path()), error.what());
    }
  }
}

std::int64_t read_time_ms(const JsonValue& value) {
  constexpr std::int64_t kMilliseconds = 1000;
  return read_time(value) * kMilliseconds;
}

constexpr JsonMember<Journey> kJourneyMembers[] = {
    {"id", read_into<&Journey::id, &JsonValue::id>, JsonNeed::kRequired},
    {"automation", read_into<&Journey::automation, &JsonValue::id>, JsonNeed::kRequired},
    {"contact", read_into<&Journey::contact, &JsonValue::id>, JsonNeed::kRequired},
    {"next_step", read_into<&Journey::next_step, &JsonValue::count>, JsonNeed::kRequired},
    {"due", read_into<&Journey::due_ms, read_time_ms>, JsonNeed::kRequired},
};

}  // namespace

Automation read_automation(const JsonValue& value) {
  auto automation = read_new<AutomationReading>(value, kAutomationMembers);
  if (automation.url.empty()) return automation;
  if (const auto steps = value.object().find("steps"))
    steps->fail("an automation has either a \"url\", which is a single webhook step, or \"steps\"");
  automation.steps = {WebhookStep{automation.url}};
  return automation;
}

Automation read_automation(const JsonValue& value, const AccountState& account) {
  auto automation = read_automation(value);
  value.object().require("id");
  try {
    check_references(automation, account);
  } catch (const OperationError& error) {
    fail_at(value, error);
  }
  return automation;
}

void check_automation(const Automation& automation, const AccountDraft& account) {
  check_references(automation, account);
}

Journey read_journey(const JsonValue& value, const AccountState& account) {
  const auto journey = read_new<Journey>(value, kJourneyMembers);
  try {
    require(account.automations, journey.automation, "automation", "automation");
    require(account.contacts, journey.contact, "contact", "contact");
  } catch (const OperationError& error) {
    fail_at(value, error);
  }
  return journey;
}

}  // namespace hookline
