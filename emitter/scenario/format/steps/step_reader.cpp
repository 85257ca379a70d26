#include "emitter/scenario/format/steps/step_reader.h"

#include "emitter/platform/reading/entity_reader.h"
#include "emitter/platform/reading/long_text.h"
#include "emitter/platform/reading/operation_reader.h"
#include "emitter/scenario/format/steps/step_check.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kRepeatMax = 100'000'000;
/// How actions that name an automation begin.
constexpr std::string_view kOnAutomations = "automation.";

FormFields read_set(JsonObject& step) {
  FormFields set;
  if (const auto value = step.find("set")) {
    JsonObject object = value->object();
    for (const auto& [name, text] : object.members())
      set.push_back({std::string(name), read_long_text(text)});
  }
  return set;
}

OperationStep read_operation_step(JsonObject& object) {
  OperationStep step;
  // The keys of every event come first, so that their mistakes are told although the event's name
  // is wrong too.
  if (const auto at = object.find("at")) step.at_s = read_time(*at);
  const auto source = object.find("source");
  if (source) step.source = read_source(*source);
  if (const auto by = object.find("initiated_by")) step.initiated_by = read_source(*by);
  OperationParts parts = read_operation_parts(object);
  step.set = read_set(object);
  const auto automation = object.find("automation");
  const auto event = automation ? object.find("event") : object.require("event");
  if (automation && event) event->fail("a step has either an \"event\" or an \"automation\"");
  if (event) step.event = read_event_type(*event);
  const auto usual = automation ? Source::kSystem : typical_sources(*step.event).front();
  if (!source) step.source = usual;
  step.operation = automation ? Operation(RunAutomation{automation->id(), {}, Waits::kAreSkipped})
                              : operation_causing(*step.event);
  read_operation(object, std::move(parts), step.operation);
  return step;
}

OperationStep read_action_step(JsonObject& object) {
  OperationStep step;
  for (const char* other : {"event", "automation"}) {
    if (other == std::string_view("automation") &&
        object.require("action").text().starts_with(kOnAutomations))
      continue;
    if (const auto found = object.find(other))
      found->fail(fmt::format("a step has either an \"action\" or an \"{}\"", other));
  }
  if (const auto at = object.find("at")) step.at_s = read_time(*at);
  step.set = read_set(object);
  step.action = read_account_action(object);
  step.source = step.action->as;
  step.event = step.action->event;
  if (!step.action->parts.empty()) step.operation = step.action->parts.front().operation;
  return step;
}

RequestStep read_request(const JsonValue& request, JsonObject& object, std::uint64_t repeat,
                         std::span<const std::string_view> webhooks) {
  if (object.find("event") || object.find("automation") || object.find("action")) {
    request.fail(
        "a step has either an \"event\", an \"action\", an \"automation\" or a \"request\"");
  }
  return read_request_step(object, repeat, webhooks);
}

/// Where automations post is looked at before anything is played.
void refuse_posting_automation(const JsonValue& value, const AccountAction& action) {
  if (!action.automation || webhook_urls(*action.automation).empty()) return;
  value.nearest("automation")
      .fail("an automation with a webhook step stands in the account, not in a step");
}

Step read_step(const JsonValue& value, std::span<const std::string_view> webhooks) {
  JsonObject object = value.object();
  Step step;
  step.repeat = static_cast<std::uint64_t>(object.integer_or("repeat", 1, 1, kRepeatMax));
  if (const auto after = object.find("after")) step.after_ms = after->duration_ms();
  if (const auto request = object.find("request")) {
    step.does = read_request(*request, object, step.repeat, webhooks);
  } else if (object.find("action")) {
    step.does = read_action_step(object);
  } else {
    step.does = read_operation_step(object);
  }
  step.pointer = value.pointer();
  object.finish();
  const OperationStep* does = step.operation();
  if (does != nullptr && does->action) refuse_posting_automation(value, *does->action);
  if (does != nullptr && !does->action && needs_contact(does->operation) && !object.find("contact"))
    value.fail(fmt::format("{} needs a contact: \"contact\" with the id of one",
                           does->event ? name_of(*does->event) : "an automation"));
  return step;
}

void check_action(const AccountAction& action, std::uint64_t repeat, StepCheck& account) {
  if (action.added_field) account.add_contact_field(action.added_field->id);
  if (action.automation) account.add_automation(action.automation->id);
  for (const ActionPart& part : action.parts) {
    try {
      account.check(part.operation, repeat);
    } catch (const OperationError& error) {
      throw part.placed(error);
    }
  }
}

void check_step(const JsonValue& value, const Step& step, StepCheck& account) {
  const OperationStep* does = step.operation();
  if (does == nullptr) return;
  try {
    if (does->action) return check_action(*does->action, step.repeat, account);
    account.check(does->operation, step.repeat);
  } catch (const OperationError& error) {
    const bool one_list = error.path() == "lists/0" && !value.object().find("lists");
    fail_at(value, one_list ? OperationError("list", error.what()) : error);
  }
}

/// Of a step that could not be read: whether later ones may refer to what it would have added.
bool may_add(const JsonValue& step) {
  if (!step.is_object()) return false;
  for (const auto& [key, value] : step.object().members()) {
    if (value.is_object() && key != "set" && key != "request" && key != "expect") return true;
    if (value.is_text() && key == "contact") return true;
    if (value.is_array() && key == "contacts") return true;
  }
  return false;
}

}  // namespace

std::vector<Step> read_steps(const JsonValue& steps, const AccountState* account,
                             std::span<const std::string_view> webhooks, JsonMistakes& mistakes) {
  std::optional<StepCheck> check;
  if (account) check.emplace(*account);
  std::vector<Step> read;
  for (const JsonValue& value : steps.items()) {
    const bool is_read = mistakes.read(value, [&] {
      Step step = read_step(value, webhooks);
      if (check) check_step(value, step, *check);
      read.push_back(std::move(step));
    });
    if (!is_read && may_add(value)) check.reset();
  }
  return read;
}

std::vector<Step> read_steps(const JsonValue& steps, const AccountState& account,
                             std::span<const std::string_view> webhooks) {
  JsonMistakes mistakes;
  auto read = read_steps(steps, &account, webhooks, mistakes);
  mistakes.refuse_if_any();
  return read;
}

}  // namespace hookline
