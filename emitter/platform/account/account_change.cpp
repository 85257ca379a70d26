#include "emitter/platform/account/account_change.h"

#include "emitter/platform/account/action_error.h"

#include <algorithm>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kTaskDuration_s = 15 * 60;

template <class Value>
void take(Value& value, const std::optional<Value>& change) {
  if (change) value = *change;
}

template <class Entity>
std::shared_ptr<const Entity> require(const Table<Entity>& table, std::uint64_t id,
                                      std::string_view what, const std::string& path) {
  if (auto found = table.find(id)) return found;
  throw ActionError(path, no_such_sentence(what, id, table.ids()));
}

void check_lists(const AccountState& account, const std::vector<std::uint64_t>& lists) {
  for (std::size_t i = 0; i < lists.size(); ++i)
    require(account.lists, lists[i], "list", fmt::format("lists/{}", i));
}

void set_field(Contact& contact, const ContactField& field, const std::string& value) {
  const auto at = std::ranges::lower_bound(contact.fields, field.id, {}, &ContactFieldValue::id);
  if (at != contact.fields.end() && at->id == field.id) {
    at->value = value;
  } else {
    contact.fields.insert(at, {field.id, field.tag, value});
  }
}

std::shared_ptr<const Pipeline> first_pipeline(AccountState& account) {
  if (const auto first = account.pipelines.first()) return first;
  return account.pipelines.put({0, "Sales", ""});
}

std::shared_ptr<const Stage> first_stage_of(AccountState& account, std::uint64_t pipeline) {
  for (const auto& [id, stage] : account.stages)
    if (stage->pipeline == pipeline) return stage;
  Stage stage;
  stage.title = "To Contact";
  stage.pipeline = pipeline;
  return account.stages.put(stage);
}

/// The stage decides on the pipeline, unless the change names a pipeline alone.
void change_place(AccountState& account, Deal& deal, const DealChange& change) {
  if (change.stage) {
    deal.stage = require(account.stages, *change.stage, "stage", "stage");
    deal.pipeline = require(account.pipelines, deal.stage->pipeline, "pipeline", "stage");
    if (change.pipeline && *change.pipeline != deal.pipeline->id)
      throw ActionError("stage", fmt::format("stage {} belongs to pipeline {}, not {}",
                                             deal.stage->id, deal.pipeline->id, *change.pipeline));
    return;
  }
  if (change.pipeline) {
    deal.pipeline = require(account.pipelines, *change.pipeline, "pipeline", "pipeline");
    if (!deal.stage || deal.stage->pipeline != deal.pipeline->id)
      deal.stage = first_stage_of(account, deal.pipeline->id);
    return;
  }
  if (!deal.pipeline) deal.pipeline = first_pipeline(account);
  if (!deal.stage) deal.stage = first_stage_of(account, deal.pipeline->id);
}

void change_people(AccountState& account, Deal& deal, const DealChange& change) {
  if (change.owner) deal.owner = require(account.users, *change.owner, "user", "owner");
  if (!deal.owner) deal.owner = account.users.first();
  if (!deal.owner) deal.owner = account.users.put(User());
  if (change.contact)
    deal.contact = require(account.contacts, *change.contact, "contact", "contact");
}

/// A deal lists every custom field of the account, with a value or without.
void change_fields(const AccountState& account, Deal& deal, const DealChange& change) {
  if (deal.fields.size() != account.deal_fields.size()) {
    deal.fields.clear();
    for (const auto& [id, field] : account.deal_fields)
      deal.fields.push_back({id, field->title, "", false});
  }
  for (const auto& [id, value] : change.fields) {
    require(account.deal_fields, id, "deal field", fmt::format("fields/{}", id));
    const auto at = std::ranges::find(deal.fields, id, &DealFieldValue::id);
    at->value = value;
    at->stored = true;
  }
}

}  // namespace

Contact changed(const AccountState& account, Contact contact, const ContactChange& change) {
  take(contact.id, change.id);
  take(contact.email, change.email);
  take(contact.first_name, change.first_name);
  take(contact.last_name, change.last_name);
  take(contact.phone, change.phone);
  take(contact.ip, change.ip);
  take(contact.tags, change.tags);
  take(contact.customer_account, change.customer_account);
  take(contact.organization, change.organization);
  if (change.lists) check_lists(account, *change.lists);
  take(contact.lists, change.lists);
  for (const auto& [id, value] : change.fields)
    set_field(contact,
              *require(account.contact_fields, id, "contact field", fmt::format("fields/{}", id)),
              value);
  return contact;
}

Campaign changed(const AccountState& account, Campaign campaign, const CampaignChange& change) {
  take(campaign.id, change.id);
  take(campaign.name, change.name);
  take(campaign.status, change.status);
  take(campaign.type, change.type);
  take(campaign.recipients, change.recipients);
  take(campaign.message_id, change.message_id);
  take(campaign.message_subject, change.message_subject);
  take(campaign.webcopy_url, change.webcopy_url);
  if (change.lists) check_lists(account, *change.lists);
  take(campaign.lists, change.lists);
  return campaign;
}

Deal changed(AccountState& account, Deal deal, const DealChange& change) {
  take(deal.id, change.id);
  take(deal.title, change.title);
  if (change.created_s) deal.created_s = change.created_s;
  take(deal.organization, change.organization);
  take(deal.value, change.value);
  take(deal.currency, change.currency);
  take(deal.status, change.status);
  change_place(account, deal, change);
  if (deal.currency.empty()) deal.currency = deal.pipeline->currency;
  if (deal.currency.empty()) deal.currency = account.profile.currency;
  change_people(account, deal, change);
  change_fields(account, deal, change);
  return deal;
}

Task changed(AccountState& account, Task task, const TaskChange& change) {
  take(task.id, change.id);
  if (change.deal) task.deal = require(account.deals, *change.deal, "deal", "deal")->id;
  if (change.type) task.type = require(account.task_types, *change.type, "task type", "type");
  if (!task.type) task.type = account.task_types.first();
  if (!task.type) task.type = account.task_types.put({0, "Call"});
  take(task.title, change.title);
  take(task.note, change.note);
  if (change.due_s) task.due_s = change.due_s;
  if (change.due_s) task.end_s = *change.due_s + kTaskDuration_s;
  if (change.end_s) task.end_s = change.end_s;
  if (change.done_s) task.done_s = change.done_s;
  return task;
}

}  // namespace hookline
