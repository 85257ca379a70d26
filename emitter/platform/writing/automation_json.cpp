#include "emitter/platform/writing/automation_json.h"

#include "catcher/base/units/quantity.h"
#include "emitter/platform/entities/times/time_zone.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookline {
namespace {

void put(JsonObjectWriter& object, std::string_view name, const std::optional<std::string>& text) {
  if (text) object.text(name, *text);
}

void write_change(JsonObjectWriter& object, const ContactChange& change) {
  put(object, "first_name", change.first_name);
  put(object, "last_name", change.last_name);
  put(object, "phone", change.phone);
  put(object, "ip", change.ip);
  if (change.tags) object.texts("tags", *change.tags);
  if (change.lists) object.numbers("lists", *change.lists);
  put(object, "organization", change.organization);
  if (change.customer_account) {
    JsonObjectWriter account = object.object("customer_account");
    account.number("id", change.customer_account->id);
    account.text("name", change.customer_account->name);
    account.end();
  }
  if (change.fields.empty()) return;
  JsonObjectWriter fields = object.object("fields");
  for (const auto& [id, value] : change.fields) fields.text(std::to_string(id), value);
  fields.end();
}

struct StepWriter {
  JsonObjectWriter& object;

  void operator()(const WaitStep& step) const { object.text("wait", duration_text(step.wait_ms)); }
  void operator()(const TagStep& step) const { object.text("tag", step.tag); }
  void operator()(const UntagStep& step) const { object.text("untag", step.tag); }
  void operator()(const SubscribeStep& step) const { object.number("subscribe", step.list); }
  void operator()(const UnsubscribeStep& step) const { object.number("unsubscribe", step.list); }
  void operator()(const UpdateStep& step) const {
    JsonObjectWriter change = object.object("update");
    write_change(change, step.change);
    change.end();
  }
  void operator()(const NoteStep& step) const { object.text("note", step.note); }
  void operator()(const WebhookStep& step) const { object.text("webhook", step.url); }
};

}  // namespace

void write_automation(JsonObjectWriter& object, const Automation& automation) {
  object.number("id", automation.id);
  object.text("name", automation.name);
  if (automation.start) write_automation_start(object, automation);
  write_automation_steps(object, automation);
}

void write_automation_start(JsonObjectWriter& object, const Automation& automation) {
  if (!automation.start) return object.null("start");
  JsonObjectWriter start = object.object("start");
  start.text("on", name_of(automation.start->on));
  if (automation.start->list != 0) start.number("list", automation.start->list);
  if (!automation.start->tag.empty()) start.text("tag", automation.start->tag);
  start.end();
}

void write_automation_steps(JsonObjectWriter& object, const Automation& automation) {
  object.objects("steps", automation.steps,
                 [](JsonObjectWriter& entry, const AutomationStep& step) {
                   std::visit(StepWriter{entry}, step);
                 });
}

void write_journey(JsonObjectWriter& object, const Journey& journey) {
  constexpr std::int64_t kMilliseconds = 1000;
  object.number("id", journey.id);
  object.number("automation", journey.automation);
  object.number("contact", journey.contact);
  object.number("next_step", journey.next_step);
  object.text("due", std::string_view(iso_time(journey.due_ms / kMilliseconds, 0)));
}

}  // namespace hookline
