#include "emitter/platform/writing/event_step.h"

#include "catcher/base/json/json_writer.h"
#include "emitter/platform/entities/times/time_zone.h"
#include "emitter/platform/events/event.h"
#include "emitter/platform/writing/optional_members.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hookline {
namespace {

/// A member that is an object, whose members `write` writes.
template <class Write>
void put_object(JsonObjectWriter& object, std::string_view name, Write write) {
  JsonObjectWriter inner = object.object(name);
  write(inner);
  inner.end();
}

void put_added_contact(JsonObjectWriter& step, const Contact& contact) {
  put_object(step, "contact", [&](JsonObjectWriter& object) {
    put_text(object, "email", contact.email);
    put_text(object, "first_name", contact.first_name);
    put_text(object, "last_name", contact.last_name);
    put_text(object, "phone", contact.phone);
  });
}

void put_contact(JsonObjectWriter& step, const Event& event) {
  const Contact* contact = event.contact ? event.contact.get() : event.deal_contact.get();
  if (contact == nullptr) return;
  if (contact->email.empty()) return step.number("contact", contact->id);
  if (event.type == EventType::kSubscribe) return put_added_contact(step, *contact);
  step.text("contact", contact->email);
}

/// The lists that it is told to concern; what it says of itself needs none.
void put_lists(JsonObjectWriter& step, const Event& event) {
  if (!is_list_filtered(event.type) || event.lists.empty() || event.list_as_zero) return;
  std::vector<std::uint64_t> ids;
  for (const ListEntry& list : event.lists) ids.push_back(list.id);
  step.numbers("lists", ids);
  step.text("list_form", event.list_as_array ? "array" : "scalar");
}

void put_new_deal(JsonObjectWriter& step, const Deal& deal) {
  put_object(step, "deal", [&](JsonObjectWriter& object) {
    put_text(object, "title", deal.title);
    object.text("value", plain(deal.value));
    put_text(object, "currency", deal.currency);
    put_id(object, "pipeline", deal.pipeline);
    put_id(object, "stage", deal.stage);
    put_id(object, "owner", deal.owner);
  });
}

void put_new_task(JsonObjectWriter& step, const Task& task) {
  put_object(step, "task", [&](JsonObjectWriter& object) {
    put_text(object, "title", task.title);
    put_text(object, "note", task.note);
    put_id(object, "type", task.type);
    if (task.due_s) object.text("due", std::string_view(iso_time(*task.due_s, 0)));
  });
}

/// What the event has added, or is about.
void put_subject(JsonObjectWriter& step, const Event& event) {
  const auto put_titled = [&](std::string_view name, const std::string& title, auto more) {
    put_object(step, name, [&](JsonObjectWriter& object) {
      put_text(object, "title", title);
      more(object);
    });
  };
  switch (event.type) {
    case EventType::kDealAdd:
      return put_new_deal(step, *event.deal);
    case EventType::kDealPipelineAdd:
      return put_titled("pipeline", event.pipeline->title, [&](JsonObjectWriter& object) {
        put_text(object, "currency", event.pipeline->currency);
      });
    case EventType::kDealStageAdd:
      return put_titled("stage", event.stage->title, [&](JsonObjectWriter& object) {
        put_text(object, "color", event.stage->color);
        put_id(object, "pipeline", event.stage->pipeline);
      });
    case EventType::kDealTasktypeAdd:
      return put_titled("task_type", event.task_type->title, [](JsonObjectWriter&) {});
    case EventType::kListAdd:
      return put_object(step, "list", [&](JsonObjectWriter& object) {
        put_text(object, "name", event.new_list->name);
      });
    default:
      break;
  }
  if (event.campaign) put_id(step, "campaign", event.campaign->id);
  if (event.deal) put_id(step, "deal", event.deal->id);
  if (event.type == EventType::kDealTaskAdd && event.task) put_new_task(step, *event.task);
  if (event.type == EventType::kDealTaskComplete && event.task)
    put_id(step, "task", event.task->id);
}

// What only one kind of event has.

void put_details(JsonObjectWriter& /*step*/, const std::monostate& /*none*/) {}

void put_details(JsonObjectWriter& step, const SubscribeDetails& details) {
  if (details.form_id) step.number("form", *details.form_id);
}

void put_details(JsonObjectWriter& step, const UnsubscribeDetails& details) {
  if (details.form_id) step.number("form", *details.form_id);
  if (details.reason) step.text("reason", *details.reason);
}

void put_details(JsonObjectWriter& step, const ContactNoteDetails& details) {
  step.text("note", details.note);
}

void put_details(JsonObjectWriter& step, const TagDetails& details) {
  step.text("tag", details.tag);
}

void put_details(JsonObjectWriter& step, const OpenDetails& details) {
  step.text("user_agent", details.user_agent);
}

void put_details(JsonObjectWriter& step, const ClickDetails& details) {
  put_object(step, "link", [&](JsonObjectWriter& object) {
    object.number("id", details.link_id);
    object.text("url", details.url);
  });
}

void put_details(JsonObjectWriter& step, const ForwardDetails& details) {
  put_object(step, "forward",
             [&](JsonObjectWriter& object) { object.number("count", details.count); });
}

void put_details(JsonObjectWriter& step, const ShareDetails& details) {
  put_object(step, "share", [&](JsonObjectWriter& object) {
    object.text("network", details.network);
    object.text("network_id", details.network_id);
    object.text("content", details.content);
  });
}

void put_details(JsonObjectWriter& step, const ReplyDetails& details) {
  put_object(step, "reply", [&](JsonObjectWriter& object) {
    object.text("result", details.result);
    object.text("message", details.message);
  });
}

void put_details(JsonObjectWriter& step, const BounceDetails& details) {
  put_object(step, "bounce", [&](JsonObjectWriter& object) {
    object.text("type", details.type);
    object.text("code", details.code);
    object.text("description", details.description);
  });
}

void put_details(JsonObjectWriter& step, const DealNoteDetails& details) {
  step.text("note", details.text);
}

void put_details(JsonObjectWriter& step, const DealUpdateDetails& details) {
  step.texts("updated_fields", details.updated_fields);
}

void put_details(JsonObjectWriter& step, const SmsSentDetails& details) {
  put_object(step, "sms", [&](JsonObjectWriter& object) {
    object.number("id", details.sms_id);
    put_text(object, "recipient", details.recipient);
    object.text("successful", details.successful);
    put_text(object, "comment", details.comment);
  });
}

void put_details(JsonObjectWriter& step, const SmsReplyDetails& details) {
  put_object(step, "sms", [&](JsonObjectWriter& object) {
    object.number("id", details.sms_id);
    object.text("reply", details.reply);
    object.text("result", details.result);
  });
}

void put_details(JsonObjectWriter& step, const SmsUnsubDetails& details) {
  put_object(step, "sms", [&](JsonObjectWriter& object) {
    object.number("id", details.sms_id);
    put_text(object, "phone", details.phone);
  });
}

/// A deal's contact that the event leaves out, where a step can say so.
bool leaves_contact_out(const Event& event) {
  return event.deal_contact && !event.contact && event.type != EventType::kDealNoteAdd;
}

}  // namespace

void write_event_step(JsonObjectWriter& step, const Event& event) {
  step.text("event", name_of(event.type));
  step.text("source", name_of(event.source));
  if (event.initiated_by && *event.initiated_by != event.source)
    step.text("initiated_by", name_of(*event.initiated_by));
  put_contact(step, event);
  put_lists(step, event);
  put_subject(step, event);
  std::visit([&](const auto& details) { put_details(step, details); }, event.details);
  if (leaves_contact_out(event)) step.boolean("contact_block", false);
}

}  // namespace hookline
