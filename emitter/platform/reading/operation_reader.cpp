#include "emitter/platform/reading/operation_reader.h"

#include "emitter/platform/reading/entity_reader.h"
#include "emitter/platform/reading/long_text.h"

#include <array>
#include <string_view>
#include <utility>

namespace hookline {
namespace {

constexpr std::array<std::string_view, 2> kListForms = {"scalar", "array"};

ListForm read_list_form(const JsonValue& value) {
  if (value.text() == kListForms[0]) return ListForm::kScalar;
  if (value.text() == kListForms[1]) return ListForm::kArray;
  value.fail_unknown("list form", kListForms);
}

void read_key(JsonObject& object, std::string_view key, std::string& into) {
  if (const auto value = object.find(key)) into = value->text_or_number();
}

/// One that may be very long.
void read_content(JsonObject& object, std::string_view key, std::string& into) {
  if (const auto value = object.find(key)) into = read_long_text(*value);
}

void read_key(JsonObject& object, std::string_view key, std::uint64_t& into) {
  if (const auto value = object.find(key)) into = static_cast<std::uint64_t>(value->integer(0));
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

/// An id alone, or an object that `read` reads.
template <class Change>
Change read_change(const JsonValue& value, Change (*read)(const JsonValue&)) {
  if (!value.is_integer()) return read(value);
  Change change;
  change.id = value.id();
  return change;
}

template <class Change>
std::optional<Change> find_change(JsonObject& step, std::string_view key,
                                  Change (*read)(const JsonValue&)) {
  const auto value = step.find(key);
  return value ? std::optional(read_change(*value, read)) : std::nullopt;
}

/// An object, if it is there, whose keys `read` reads.
template <class Read>
void read_object(const std::optional<JsonValue>& value, Read read) {
  if (!value) return;
  JsonObject object = value->object();
  read(object);
  object.finish();
}

/// An object, if it is there: pairs of a key and the member that its text or number goes into.
template <class Into, class... Pairs>
void read_members(const std::optional<JsonValue>& value, Into& into, Pairs... pairs) {
  read_object(
      value, [&](JsonObject& object) { (read_key(object, pairs.first, into.*pairs.second), ...); });
}

Pipeline read_new_pipeline(const JsonValue& value) {
  Pipeline pipeline;
  read_object(value, [&](JsonObject& object) {
    read_key(object, "id", pipeline.id);
    read_key(object, "title", pipeline.title);
    if (const auto currency = object.find("currency")) pipeline.currency = read_currency(*currency);
  });
  return pipeline;
}

Stage read_new_stage(const JsonValue& value) {
  Stage stage;
  read_members(std::optional(value), stage, std::pair("id", &Stage::id),
               std::pair("title", &Stage::title), std::pair("color", &Stage::color),
               std::pair("pipeline", &Stage::pipeline));
  return stage;
}

TaskType read_new_task_type(const JsonValue& value) {
  TaskType type;
  read_members(std::optional(value), type, std::pair("id", &TaskType::id),
               std::pair("title", &TaskType::title));
  return type;
}

// The keys that only one kind of operation takes.

template <class Done>
void read_own(JsonObject& /*step*/, Done& /*done*/) {}

void read_form(JsonObject& step, std::optional<std::uint64_t>& into) {
  if (const auto form = step.find("form")) into = form->id();
}

void read_own(JsonObject& step, Subscribe& done) {
  read_form(step, done.form_id);
}

void read_own(JsonObject& step, Unsubscribe& done) {
  read_form(step, done.form_id);
  if (const auto reason = step.find("reason")) done.reason = reason->text_or_number();
}

void read_own(JsonObject& step, AddContactNote& done) {
  if (const auto note = step.find("note")) done.note = read_long_text(*note);
}

void read_own(JsonObject& step, AddTag& done) {
  if (const auto tag = step.find("tag")) done.tag = tag->name();
}

void read_own(JsonObject& step, RemoveTag& done) {
  if (const auto tag = step.find("tag")) done.tag = tag->name();
}

void read_own(JsonObject& step, OpenDetails& done) {
  read_key(step, "user_agent", done.user_agent);
}

void read_own(JsonObject& step, ClickDetails& done) {
  const auto link = step.find("link");
  if (link && link->is_text()) {
    done.url = link->text();
    return;
  }
  read_members(link, done, std::pair("id", &ClickDetails::link_id),
               std::pair("url", &ClickDetails::url));
}

void read_own(JsonObject& step, ForwardDetails& done) {
  read_members(step.find("forward"), done, std::pair("count", &ForwardDetails::count));
}

void read_own(JsonObject& step, ShareDetails& done) {
  read_members(step.find("share"), done, std::pair("network", &ShareDetails::network),
               std::pair("network_id", &ShareDetails::network_id),
               std::pair("content", &ShareDetails::content));
}

void read_own(JsonObject& step, ReplyDetails& done) {
  const auto reply = step.find("reply");
  if (reply && reply->is_text()) {
    done.message = reply->text();
    return;
  }
  read_object(reply, [&](JsonObject& object) {
    read_key(object, "result", done.result);
    read_content(object, "message", done.message);
  });
}

void read_own(JsonObject& step, BounceDetails& done) {
  read_members(step.find("bounce"), done, std::pair("type", &BounceDetails::type),
               std::pair("code", &BounceDetails::code),
               std::pair("description", &BounceDetails::description));
}

void read_own(JsonObject& step, SmsSentDetails& done) {
  read_members(step.find("sms"), done, std::pair("id", &SmsSentDetails::sms_id),
               std::pair("recipient", &SmsSentDetails::recipient),
               std::pair("successful", &SmsSentDetails::successful),
               std::pair("comment", &SmsSentDetails::comment));
}

void read_own(JsonObject& step, SmsReplyDetails& done) {
  read_members(step.find("sms"), done, std::pair("id", &SmsReplyDetails::sms_id),
               std::pair("reply", &SmsReplyDetails::reply),
               std::pair("result", &SmsReplyDetails::result));
}

void read_own(JsonObject& step, SmsUnsubDetails& done) {
  read_members(step.find("sms"), done, std::pair("id", &SmsUnsubDetails::sms_id),
               std::pair("phone", &SmsUnsubDetails::phone));
}

void read_own(JsonObject& step, ReactToCampaign& done) {
  std::visit([&](auto& details) { read_own(step, details); }, done.details);
}

void read_own(JsonObject& step, HandleMessage& done) {
  std::visit([&](auto& details) { read_own(step, details); }, done.details);
}

void read_own(JsonObject& step, AddDealNote& done) {
  const auto note = step.find("note");
  if (!note) return;
  std::string& text = done.text.emplace();
  if (note->is_text()) {
    text = note->text();
    return;
  }
  read_object(note, [&](JsonObject& object) {
    read_key(object, "id", done.note_id);
    read_content(object, "text", text);
  });
}

void read_own(JsonObject& step, UpdateDeal& done) {
  if (const auto names = step.find("updated_fields")) done.updated_fields = read_texts(*names);
}

void read_own(JsonObject& step, AddPipeline& done) {
  done.pipeline = find_change(step, "pipeline", read_new_pipeline).value_or(Pipeline());
}

void read_own(JsonObject& step, AddStage& done) {
  done.stage = find_change(step, "stage", read_new_stage).value_or(Stage());
}

void read_own(JsonObject& step, AddTaskType& done) {
  done.task_type = find_change(step, "task_type", read_new_task_type).value_or(TaskType());
}

/// The keys that several kinds of operation take, wherever `done` has a place for them.
template <class Done>
void read_shared(JsonObject& step, Done& done) {
  if constexpr (requires { done.list_form; })
    if (const auto form = step.find("list_form")) done.list_form = read_list_form(*form);
  if constexpr (requires { done.campaign; })
    done.campaign = find_change(step, "campaign", read_campaign_change);
  if constexpr (requires { done.deal; })
    done.deal.deal = find_change(step, "deal", read_deal_change);
  if constexpr (requires { done.contact_block; })
    if (!step.boolean_or("contact_block", true)) done.contact_block = ContactBlock::kLeftOut;
  if constexpr (requires { done.task; }) done.task = find_change(step, "task", read_task_change);
}

template <class Done>
void take_parts(OperationParts& parts, Done& done) {
  if constexpr (requires { done.deal; }) {
    done.deal.contact = std::move(parts.contact);
  } else if constexpr (requires { done.contact; }) {
    done.contact = std::move(parts.contact).value_or(ContactChange());
  }
  if constexpr (requires { done.lists; }) done.lists = std::move(parts.lists);
}

void take_parts(OperationParts& parts, AddList& done) {
  if (!parts.lists.empty()) done.list.id = parts.lists.front();
  if (parts.new_list) done.list = *std::move(parts.new_list);
}

}  // namespace

OperationParts read_operation_parts(JsonObject& step) {
  OperationParts parts;
  if (const auto contact = step.find("contact")) parts.contact = read_contact(*contact);
  return parts;
}

void read_operation(JsonObject& step, OperationParts parts, Operation& operation) {
  const auto list = step.find("list");
  const auto lists = step.find("lists");
  if (list && lists) lists->fail("a step has either a \"list\" or several \"lists\"");
  if (lists) parts.lists = read_ids(*lists);
  if (list && list->is_object() && std::holds_alternative<AddList>(operation)) {
    parts.new_list = read_list(*list);
  } else if (list && (list->is_text() || list->integer(0) != 0)) {
    parts.lists = {list->id()};
  }
  std::visit(
      [&](auto& done) {
        read_shared(step, done);
        read_own(step, done);
        take_parts(parts, done);
      },
      operation);
}

bool needs_contact(const Operation& operation) {
  return std::visit(
      [](const auto& done) {
        return requires {
          done.contact;
        };
      },
      operation);
}

}  // namespace hookline
