#include "emitter/serving/recording/step_json.h"

#include "catcher/base/json/json_writer.h"
#include "emitter/platform/actions/account_action.h"
#include "emitter/platform/writing/account_json.h"
#include "emitter/platform/writing/event_step.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace hookline {
namespace {

template <class Entity>
StepJson members_of_entry(const Entity& entity) {
  return StepJson::parse(entry_json(entity));
}

/// The stage's pipeline and place are told by where it stands in an account's file.
StepJson members_of_entry(const Stage& stage) {
  StepJson members = StepJson::parse(entry_json(stage));
  if (stage.pipeline != 0) members["pipeline"] = stage.pipeline;
  return members;
}

StepJson emptied(const StepJson& value) {
  if (value.is_string()) return "";
  return value.is_array() ? StepJson::array() : StepJson();
}

void drop(StepJson& object, std::initializer_list<const char*> keys) {
  for (const char* key : keys) object.erase(key);
}

/// An id alone where nothing else is said.
StepJson named(StepJson difference, std::uint64_t id) {
  difference.erase("id");
  if (difference.empty()) return id;
  StepJson object = {{"id", id}};
  object.update(difference);
  return object;
}

/// Of the contact as the event leaves it, without what the event itself does to it.
void name_contact(StepJson& step, const Event& event, const AccountState& account) {
  step.erase("contact");
  if (event.deal || !event.contact) return;  // a deal names its own
  const auto before = account.contacts.find(event.contact->id);
  StepJson change = difference(before.get(), *event.contact);
  using enum EventType;
  if (event.type == kSubscribe || event.type == kUnsubscribe) change.erase("lists");
  if (before && (event.type == kContactTagAdded || event.type == kContactTagRemoved))
    change.erase("tags");
  step["contact"] = named(std::move(change), event.contact->id);
}

void name_campaign(StepJson& step, const Event& event, const AccountState& account) {
  if (!event.campaign) return;
  const auto before = account.campaigns.find(event.campaign->id);
  StepJson change = difference(before.get(), *event.campaign);
  // Sending a draft makes these.
  if (before && event.type == EventType::kSent && before->status < "2")
    drop(change, {"status", "recipients"});
  step["campaign"] = named(std::move(change), event.campaign->id);
}

/// What the account lacks is made with the deal.
template <class Entity>
void drop_unknown(StepJson& object, const char* key, std::uint64_t id, const Table<Entity>& table) {
  if (!table.find(id)) object.erase(key);
}

void name_deal(StepJson& step, const Event& event, const AccountState& account) {
  if (!event.deal) return;
  const Deal& deal = *event.deal;
  const auto before = account.deals.find(deal.id);
  StepJson change = difference(before.get(), deal);
  drop(change, {"created"});
  drop_unknown(change, "pipeline", deal.pipeline, account.pipelines);
  drop_unknown(change, "stage", deal.stage, account.stages);
  drop_unknown(change, "owner", deal.owner, account.users);
  drop_unknown(change, "contact", deal.contact, account.contacts);
  step["deal"] = named(std::move(change), deal.id);
}

void name_task(StepJson& step, const Event& event, const AccountState& account) {
  if (!event.task) return;
  const auto before = account.tasks.find(event.task->id);
  StepJson change = difference(before.get(), *event.task);
  drop(change, {"done"});
  drop_unknown(change, "type", event.task->type, account.task_types);
  step["task"] = named(std::move(change), event.task->id);
}

template <class Entity>
void name_new(StepJson& step, const char* key, const std::shared_ptr<const Entity>& entity) {
  if (entity) step[key] = members_of_entry(*entity);
}

void name_parts(StepJson& step, const Event& event) {
  using enum EventType;
  if (event.type == kListAdd) name_new(step, "list", event.new_list);
  if (event.type == kDealPipelineAdd) name_new(step, "pipeline", event.pipeline);
  if (event.type == kDealStageAdd) name_new(step, "stage", event.stage);
  if (event.type == kDealTasktypeAdd) name_new(step, "task_type", event.task_type);
  if (const auto* note = std::get_if<DealNoteDetails>(&event.details))
    step["note"] = {{"id", note->note_id}, {"text", note->text}};
}

/// Whether an action of that name does it: one takes no "initiated_by", adds no contact twice, and
/// says nothing of a tag that is there already.
bool is_action(const Event& event, const AccountState& account) {
  if (event.initiated_by && *event.initiated_by != event.source) return false;
  const auto before = event.contact ? account.contacts.find(event.contact->id) : nullptr;
  const auto* tag = std::get_if<TagDetails>(&event.details);
  if (tag == nullptr || !before) return true;
  return before->has_tag(tag->tag) == (event.type == EventType::kContactTagRemoved);
}

/// Without what goes without saying.
void shorten_lists(StepJson& step, const Event& event) {
  if (!step.contains("lists")) return;
  const bool is_array_usual =
      event.type == EventType::kUnsubscribe && event.source == Source::kPublic;
  if (event.list_as_array == is_array_usual) step.erase("list_form");
  if (step["lists"].size() != 1) return;
  step["list"] = step["lists"].front();
  step.erase("lists");
}

/// The same, said by an action instead of an event.
StepJson as_action(const StepJson& step, const Event& event, const AccountState& account) {
  std::string name(action_causing(event.type));
  if (event.type == EventType::kSubscribe && account.contacts.find(event.contact->id))
    name = "contact.subscribe";
  StepJson action = {{"action", name}, {"as", name_of(event.source)}};
  for (const auto& [key, value] : step.items())
    if (key != "event" && key != "source" && key != "initiated_by") action[key] = value;
  return action;
}

}  // namespace

template <class Entity>
StepJson difference(const Entity* before, const Entity& after) {
  StepJson members = members_of_entry(after);
  if (before == nullptr) return members;
  const StepJson old = members_of_entry(*before);
  StepJson changed = {{"id", after.id}};
  for (const auto& [key, value] : members.items())
    if (!old.contains(key) || old[key] != value) changed[key] = value;
  for (const auto& [key, value] : old.items()) {
    if (members.contains(key)) continue;
    if (StepJson none = emptied(value); !none.is_null()) changed[key] = std::move(none);
  }
  return changed;
}

template StepJson difference(const List*, const List&);
template StepJson difference(const ContactField*, const ContactField&);
template StepJson difference(const Contact*, const Contact&);
template StepJson difference(const Campaign*, const Campaign&);
template StepJson difference(const Automation*, const Automation&);
template StepJson difference(const Pipeline*, const Pipeline&);
template StepJson difference(const Stage*, const Stage&);
template StepJson difference(const Deal*, const Deal&);
template StepJson difference(const TaskType*, const TaskType&);
template StepJson difference(const Task*, const Task&);

StepJson step_of(const Event& event, const AccountState& account) {
  std::string text;
  JsonObjectWriter object(text);
  write_event_step(object, event);
  object.end();
  StepJson step = StepJson::parse(text);
  name_contact(step, event, account);
  name_campaign(step, event, account);
  name_deal(step, event, account);
  name_task(step, event, account);
  name_parts(step, event);
  shorten_lists(step, event);
  return is_action(event, account) ? as_action(step, event, account) : step;
}

}  // namespace hookline
