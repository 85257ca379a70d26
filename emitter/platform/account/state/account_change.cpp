#include "emitter/platform/account/state/account_change.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

template <class Value>
void take(Value& value, const std::optional<Value>& change) {
  if (change) value = *change;
}

/// The id of the first entity there; of a new one where there is none.
template <class Entity>
std::uint64_t first_of(TableDraft<Entity>& table, Entity otherwise) {
  const auto first = table.first();
  return first ? first->id : table.put(std::move(otherwise))->id;
}

void check_lists(AccountDraft& account, const std::vector<std::uint64_t>& lists) {
  for (std::size_t i = 0; i < lists.size(); ++i)
    require(account.lists, lists[i], "list", "lists", i);
}

void set_field(Contact& contact, const ContactField& field, const std::string& value) {
  const auto at = std::ranges::lower_bound(contact.fields, field.id, {}, &ContactFieldValue::id);
  if (at != contact.fields.end() && at->id == field.id) {
    at->value = value;
  } else {
    contact.fields.insert(at, {field.id, field.tag, value});
  }
}

std::uint64_t first_stage_of(AccountDraft& account, std::uint64_t pipeline) {
  const auto is_of_it = [&](const Stage& stage) { return stage.pipeline == pipeline; };
  if (const auto first = account.stages.find_if(is_of_it)) return first->id;
  return account.stages.put({.title = "To Contact", .pipeline = pipeline})->id;
}

/// The stage decides on the pipeline, unless the change names a pipeline alone.
void change_place(AccountDraft& account, Deal& deal, const DealChange& change) {
  if (change.stage) {
    const auto stage = require(account.stages, *change.stage, "stage", "stage");
    check_pipeline(*stage, change.pipeline);
    deal.stage = stage->id;
    deal.pipeline = require(account.pipelines, stage->pipeline, "pipeline", "stage")->id;
    return;
  }
  if (change.pipeline) {
    require(account.pipelines, *change.pipeline, "pipeline", "pipeline");
    if (deal.pipeline != *change.pipeline) deal.stage = 0;
    deal.pipeline = *change.pipeline;
  }
  if (deal.pipeline == 0) deal.pipeline = first_of(account.pipelines, Pipeline{0, "Sales", ""});
  if (deal.stage == 0) deal.stage = first_stage_of(account, deal.pipeline);
}

void change_people(AccountDraft& account, Deal& deal, const DealChange& change) {
  if (change.owner) deal.owner = require(account.users, *change.owner, "user", "owner")->id;
  if (deal.owner == 0) deal.owner = first_of(account.users, User());
  if (change.contact)
    deal.contact = require(account.contacts, *change.contact, "contact", "contact")->id;
}

/// A deal lists every custom field of the account, with a value or without.
void change_fields(AccountDraft& account, Deal& deal, const DealChange& change) {
  const auto ids = account.deal_fields.ids();
  if (deal.fields.size() != ids.size()) {
    std::vector<DealFieldValue> known = std::move(deal.fields);
    deal.fields.clear();
    for (const std::uint64_t id : ids) {
      const auto value = std::ranges::find(known, id, &DealFieldValue::id);
      deal.fields.push_back(
          value != known.end()
              ? std::move(*value)
              : DealFieldValue{id, account.deal_fields.find(id)->title, "", false});
    }
  }
  for (const auto& [id, value] : change.fields) {
    require(account.deal_fields, id, "deal field", "fields", id);
    const auto at = std::ranges::find(deal.fields, id, &DealFieldValue::id);
    at->value = value;
    at->stored = true;
  }
}

}  // namespace

void check_pipeline(const Stage& stage, std::optional<std::uint64_t> pipeline, const char* path) {
  if (!pipeline || *pipeline == stage.pipeline) return;
  throw OperationError(path, fmt::format("stage {} belongs to pipeline {}, not {}", stage.id,
                                         stage.pipeline, *pipeline));
}

Contact changed(AccountDraft& account, Contact contact, const ContactChange& change) {
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
    set_field(contact, *require(account.contact_fields, id, "contact field", "fields", id), value);
  return contact;
}

Campaign changed(AccountDraft& account, Campaign campaign, const CampaignChange& change) {
  take(campaign.id, change.id);
  take(campaign.name, change.name);
  take(campaign.status, change.status);
  take(campaign.type, change.type);
  take(campaign.recipients, change.recipients);
  take(campaign.message_id, change.message_id);
  take(campaign.message_subject, change.message_subject);
  take(campaign.message_text, change.message_text);
  take(campaign.webcopy_url, change.webcopy_url);
  if (change.lists) check_lists(account, *change.lists);
  take(campaign.lists, change.lists);
  return campaign;
}

Deal changed(AccountDraft& account, Deal deal, const DealChange& change) {
  take(deal.id, change.id);
  take(deal.title, change.title);
  if (change.created_s) deal.created_s = change.created_s;
  take(deal.organization, change.organization);
  take(deal.value, change.value);
  take(deal.currency, change.currency);
  take(deal.status, change.status);
  take(deal.description, change.description);
  take(deal.percent, change.percent);
  change_place(account, deal, change);
  if (deal.currency.empty()) deal.currency = account.pipelines.find(deal.pipeline)->currency;
  if (deal.currency.empty()) deal.currency = account.currency();
  change_people(account, deal, change);
  change_fields(account, deal, change);
  return deal;
}

Task changed(AccountDraft& account, Task task, const TaskChange& change) {
  take(task.id, change.id);
  if (change.deal) task.deal = require(account.deals, *change.deal, "deal", "deal")->id;
  if (change.type) task.type = require(account.task_types, *change.type, "task type", "type")->id;
  if (task.type == 0) task.type = first_of(account.task_types, TaskType{0, "Call"});
  take(task.title, change.title);
  take(task.note, change.note);
  if (change.due_s) task.due_s = change.due_s;
  if (change.due_s) task.end_s = *change.due_s + kTaskDuration_s;
  if (change.end_s) task.end_s = change.end_s;
  if (change.done_s) task.done_s = change.done_s;
  return task;
}

}  // namespace hookline
