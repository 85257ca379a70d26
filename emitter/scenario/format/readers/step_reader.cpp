#include "emitter/scenario/format/readers/step_reader.h"

#include "emitter/scenario/expect/long_text.h"
#include "emitter/scenario/format/readers/entity_reader.h"

#include <array>
#include <limits>
#include <utility>

namespace hookline {
namespace {

constexpr std::int64_t kRepeatMax = 100'000'000;
constexpr std::array<std::string_view, 2> kListForms = {"scalar", "array"};

ListForm read_list_form(const JsonValue& value) {
  if (value.text() == kListForms[0]) return ListForm::kScalar;
  if (value.text() == kListForms[1]) return ListForm::kArray;
  value.fail_unknown("list form", kListForms);
}

void read_text(JsonObject& object, std::string_view key, std::string& into) {
  if (const auto value = object.find(key)) into = value->text_or_number();
}

/// One that may be very long.
void read_content(JsonObject& object, std::string_view key, std::string& into) {
  if (const auto value = object.find(key)) into = read_long_text(*value);
}

void read_number(JsonObject& object, std::string_view key, std::uint64_t& into) {
  if (const auto value = object.find(key)) into = static_cast<std::uint64_t>(value->integer(0));
}

/// An object's keys, read into details.
template <class Details, class ReadKeys>
Details read_details(const std::optional<JsonValue>& value, ReadKeys read_keys) {
  Details details;
  if (!value) return details;
  JsonObject object = value->object();
  read_keys(object, details);
  object.finish();
  return details;
}

ContactChange read_contact(const JsonValue& value) {
  ContactChange change;
  if (value.is_integer()) {
    change.id = value.id();
  } else if (value.is_text()) {
    change.email = value.name();
  } else {
    change = read_contact_change(value);
  }
  return change;
}

/// An id alone, or an object.
template <class Change>
Change read_change(const JsonValue& value, Change (*read)(const JsonValue&)) {
  if (!value.is_integer()) return read(value);
  Change change;
  change.id = value.id();
  return change;
}

Pipeline read_new_pipeline(const JsonValue& value) {
  Pipeline pipeline;
  JsonObject object = value.object();
  read_number(object, "id", pipeline.id);
  read_text(object, "title", pipeline.title);
  if (const auto currency = object.find("currency")) pipeline.currency = read_currency(*currency);
  object.finish();
  return pipeline;
}

Stage read_new_stage(const JsonValue& value) {
  Stage stage;
  JsonObject object = value.object();
  read_number(object, "id", stage.id);
  read_text(object, "title", stage.title);
  read_text(object, "color", stage.color);
  read_number(object, "pipeline", stage.pipeline);
  object.finish();
  return stage;
}

TaskType read_new_task_type(const JsonValue& value) {
  TaskType type;
  JsonObject object = value.object();
  read_number(object, "id", type.id);
  read_text(object, "title", type.title);
  object.finish();
  return type;
}

template <class Part>
std::optional<Part> read_part(JsonObject& step, std::string_view key,
                              Part (*read)(const JsonValue&)) {
  const auto value = step.find(key);
  if (!value) return std::nullopt;
  return read_change<Part>(*value, read);
}

std::optional<std::uint64_t> read_form(JsonObject& step) {
  const auto form = step.find("form");
  return form ? std::optional(form->id()) : std::nullopt;
}

EventDetails read_unsubscription(JsonObject& step) {
  UnsubscribeDetails details;
  details.form_id = read_form(step);
  if (const auto reason = step.find("reason")) details.reason = reason->text_or_number();
  return details;
}

EventDetails read_contact_note(JsonObject& step) {
  const auto note = step.find("note");
  if (!note) return {};
  return ContactNoteDetails{read_long_text(*note)};
}

EventDetails read_tag(JsonObject& step) {
  const auto tag = step.find("tag");
  if (!tag) return {};
  return TagDetails{tag->name()};
}

EventDetails read_open(JsonObject& step) {
  OpenDetails details;
  read_text(step, "user_agent", details.user_agent);
  return details;
}

EventDetails read_click(JsonObject& step) {
  const auto link = step.find("link");
  ClickDetails details;
  if (link && link->is_text()) {
    details.url = link->text();
    return details;
  }
  return read_details<ClickDetails>(link, [](JsonObject& object, ClickDetails& into) {
    read_number(object, "id", into.link_id);
    read_text(object, "url", into.url);
  });
}

EventDetails read_forward(JsonObject& step) {
  return read_details<ForwardDetails>(
      step.find("forward"),
      [](JsonObject& object, ForwardDetails& into) { read_number(object, "count", into.count); });
}

EventDetails read_share(JsonObject& step) {
  return read_details<ShareDetails>(step.find("share"), [](JsonObject& object, ShareDetails& into) {
    read_text(object, "network", into.network);
    read_text(object, "network_id", into.network_id);
    read_text(object, "content", into.content);
  });
}

EventDetails read_reply(JsonObject& step) {
  const auto reply = step.find("reply");
  ReplyDetails details;
  if (reply && reply->is_text()) {
    details.message = reply->text();
    return details;
  }
  return read_details<ReplyDetails>(reply, [](JsonObject& object, ReplyDetails& into) {
    read_text(object, "result", into.result);
    read_content(object, "message", into.message);
  });
}

EventDetails read_bounce(JsonObject& step) {
  return read_details<BounceDetails>(step.find("bounce"),
                                     [](JsonObject& object, BounceDetails& into) {
                                       read_text(object, "type", into.type);
                                       read_text(object, "code", into.code);
                                       read_text(object, "description", into.description);
                                     });
}

EventDetails read_sms_sent(JsonObject& step) {
  return read_details<SmsSentDetails>(step.find("sms"),
                                      [](JsonObject& object, SmsSentDetails& into) {
                                        read_number(object, "id", into.sms_id);
                                        read_text(object, "recipient", into.recipient);
                                        read_text(object, "successful", into.successful);
                                        read_text(object, "comment", into.comment);
                                      });
}

EventDetails read_sms_reply(JsonObject& step) {
  return read_details<SmsReplyDetails>(step.find("sms"),
                                       [](JsonObject& object, SmsReplyDetails& into) {
                                         read_number(object, "id", into.sms_id);
                                         read_text(object, "reply", into.reply);
                                         read_text(object, "result", into.result);
                                       });
}

EventDetails read_sms_unsub(JsonObject& step) {
  return read_details<SmsUnsubDetails>(step.find("sms"),
                                       [](JsonObject& object, SmsUnsubDetails& into) {
                                         read_number(object, "id", into.sms_id);
                                         read_text(object, "phone", into.phone);
                                       });
}

EventDetails read_deal_note(JsonObject& step) {
  const auto note = step.find("note");
  if (!note) return {};
  if (note->is_text()) return DealNoteDetails{0, note->text()};
  return read_details<DealNoteDetails>(note, [](JsonObject& object, DealNoteDetails& into) {
    read_number(object, "id", into.note_id);
    read_content(object, "text", into.text);
  });
}

EventDetails read_updated_fields(JsonObject& step) {
  const auto names = step.find("updated_fields");
  if (!names) return {};
  return DealUpdateDetails{read_texts(*names)};
}

/// The keys that only some kinds of event take, beyond those of lists, campaigns and deals.
void read_own_keys(JsonObject& step, Action& action) {
  switch (action.type) {
    case EventType::kSubscribe:
      action.details = SubscribeDetails{read_form(step)};
      break;
    case EventType::kUnsubscribe:
      action.details = read_unsubscription(step);
      break;
    case EventType::kSubscriberNote:
      action.details = read_contact_note(step);
      break;
    case EventType::kContactTagAdded:
    case EventType::kContactTagRemoved:
      action.details = read_tag(step);
      break;
    case EventType::kOpen:
      action.details = read_open(step);
      break;
    case EventType::kClick:
      action.details = read_click(step);
      break;
    case EventType::kForward:
      action.details = read_forward(step);
      break;
    case EventType::kShare:
      action.details = read_share(step);
      break;
    case EventType::kReply:
      action.details = read_reply(step);
      break;
    case EventType::kBounce:
      action.details = read_bounce(step);
      break;
    case EventType::kSmsSent:
      action.details = read_sms_sent(step);
      break;
    case EventType::kSmsReply:
      action.details = read_sms_reply(step);
      break;
    case EventType::kSmsUnsub:
      action.details = read_sms_unsub(step);
      break;
    case EventType::kDealNoteAdd:
      action.details = read_deal_note(step);
      break;
    case EventType::kDealUpdate:
      action.details = read_updated_fields(step);
      break;
    case EventType::kDealPipelineAdd:
      action.pipeline = read_part(step, "pipeline", read_new_pipeline);
      break;
    case EventType::kDealStageAdd:
      action.stage = read_part(step, "stage", read_new_stage);
      break;
    case EventType::kDealTasktypeAdd:
      action.task_type = read_part(step, "task_type", read_new_task_type);
      break;
    case EventType::kUpdate:
    case EventType::kSent:
    case EventType::kDealAdd:
    case EventType::kDealTaskAdd:
    case EventType::kDealTaskComplete:
    case EventType::kListAdd:
      break;
  }
}

bool has_campaign(EventType type) {
  return is_list_filtered(type) && type != EventType::kSubscribe && type != EventType::kUpdate;
}

bool has_task(EventType type) {
  return type == EventType::kDealTaskAdd || type == EventType::kDealTaskComplete;
}

bool has_deal(EventType type) {
  return has_task(type) || type == EventType::kDealAdd || type == EventType::kDealUpdate ||
         type == EventType::kDealNoteAdd;
}

void read_shared_keys(JsonObject& step, Action& action) {
  if (is_list_filtered(action.type))
    if (const auto form = step.find("list_form")) action.list_form = read_list_form(*form);
  if (has_campaign(action.type))
    if (const auto campaign = step.find("campaign"))
      action.campaign = read_change<CampaignChange>(*campaign, read_campaign_change);
  if (has_deal(action.type))
    if (const auto deal = step.find("deal"))
      action.deal = read_change<DealChange>(*deal, read_deal_change);
  if (has_deal(action.type) && action.type != EventType::kDealNoteAdd)
    if (!step.boolean_or("contact_block", true)) action.contact_block = ContactBlock::kLeftOut;
  if (has_task(action.type))
    if (const auto task = step.find("task"))
      action.task = read_change<TaskChange>(*task, read_task_change);
}

void read_lists(JsonObject& step, Action& action) {
  const auto list = step.find("list");
  const auto lists = step.find("lists");
  if (list && lists) lists->fail("a step has either a \"list\" or several \"lists\"");
  if (lists) action.lists = read_ids(*lists);
  if (!list) return;
  if (action.type == EventType::kListAdd && list->is_object()) {
    action.new_list = read_list(*list);
  } else if (const auto id = list->integer(0); id != 0) {
    action.lists = {static_cast<std::uint64_t>(id)};
  }
}

FormFields read_set(JsonObject& step) {
  FormFields set;
  if (const auto value = step.find("set")) {
    JsonObject object = value->object();
    for (const auto& [name, text] : object.members())
      set.push_back({std::string(name), read_long_text(text)});
  }
  return set;
}

Action read_action(JsonObject& step) {
  Action action;
  // What any event has comes first, so that it is read also where the event's name is wrong.
  const auto source = step.find("source");
  if (source) action.source = read_source(*source);
  if (const auto by = step.find("initiated_by")) action.initiated_by = read_source(*by);
  if (const auto contact = step.find("contact")) action.contact = read_contact(*contact);
  action.set = read_set(step);
  const auto automation = step.find("automation");
  const auto event = automation ? step.find("event") : step.require("event");
  if (automation && event) event->fail("a step has either an \"event\" or an \"automation\"");
  if (automation) action.automation = automation->id();
  if (event) action.type = read_event_type(*event);
  const auto usual = automation ? Source::kSystem : typical_sources(action.type).front();
  if (!source) action.source = usual;
  read_lists(step, action);
  if (automation) return action;
  read_shared_keys(step, action);
  read_own_keys(step, action);
  return action;
}

void refuse_event_beside(const JsonValue& request, JsonObject& step) {
  if (!step.find("event") && !step.find("automation")) return;
  request.fail("a step has either an \"event\", an \"automation\" or a \"request\"");
}

Step read_step(const JsonValue& value, std::span<const std::string_view> webhooks) {
  JsonObject object = value.object();
  Step step;
  step.repeat = static_cast<std::uint64_t>(object.integer_or("repeat", 1, 1, kRepeatMax));
  if (const auto after = object.find("after")) step.after_ms = after->duration_ms();
  if (const auto request = object.find("request")) {
    refuse_event_beside(*request, object);
    step.request = read_request_step(object, step.repeat, webhooks);
  } else {
    if (const auto at = object.find("at")) step.at_s = read_time(*at);
    step.action = read_action(object);
  }
  step.pointer = value.pointer();
  object.finish();
  return step;
}

/// Whether doing it again adds something that later steps may name.
bool adds_each_time(const Action& action) {
  if (action.automation) return false;
  switch (action.type) {
    case EventType::kDealAdd:
    case EventType::kDealTaskAdd:
    case EventType::kDealTaskComplete:
    case EventType::kDealPipelineAdd:
    case EventType::kDealStageAdd:
    case EventType::kDealTasktypeAdd:
    case EventType::kListAdd:
      return true;
    default:
      return action.campaign && !action.campaign->id;
  }
}

void try_out(const JsonValue& value, const Step& step, Account& account) {
  try {
    const auto times = adds_each_time(step.action) ? step.repeat : 1;
    for (std::uint64_t i = 0; i < times; ++i) account.apply(step.action, step.at_s.value_or(0));
  } catch (const ActionError& error) {
    const bool one_list = error.path() == "lists/0" && !value.object().find("lists");
    fail_at(value, one_list ? ActionError("list", error.what()) : error);
  }
}

/// Of a step that could not be read: whether later ones may refer to what it would have added.
bool may_add(const JsonValue& step) {
  if (!step.is_object()) return false;
  for (const auto& [key, value] : step.object().members()) {
    if (value.is_object() && key != "set" && key != "request" && key != "expect") return true;
    if (value.is_text() && key == "contact") return true;
  }
  return false;
}

}  // namespace

std::vector<Step> read_steps(const JsonValue& steps, std::optional<Account> account,
                             std::span<const std::string_view> webhooks, JsonMistakes& mistakes) {
  std::vector<Step> read;
  for (const JsonValue& value : steps.items()) {
    const bool is_read = mistakes.read(value, [&] {
      Step step = read_step(value, webhooks);
      if (account && !step.request) try_out(value, step, *account);
      read.push_back(std::move(step));
    });
    if (!is_read && may_add(value)) account.reset();
  }
  return read;
}

std::vector<Step> read_steps(const JsonValue& steps, Account account,
                             std::span<const std::string_view> webhooks) {
  JsonMistakes mistakes;
  auto read = read_steps(steps, std::optional(std::move(account)), webhooks, mistakes);
  mistakes.refuse_if_any();
  return read;
}

}  // namespace hookline
