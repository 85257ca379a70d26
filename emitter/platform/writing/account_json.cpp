#include "emitter/platform/writing/account_json.h"

#include "catcher/base/json/json_writer.h"
#include "emitter/platform/entities/times/time_zone.h"
#include "emitter/platform/writing/automation_json.h"
#include "emitter/platform/writing/optional_members.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace hookline {
namespace {

void put_time(JsonObjectWriter& object, std::string_view name, std::optional<std::int64_t> time_s) {
  if (time_s) object.text(name, std::string_view(iso_time(*time_s, 0)));
}

template <class Named>
void put_named(JsonObjectWriter& object, std::string_view name, const Named& named) {
  if (named.id == 0 && named.name.empty()) return;
  JsonObjectWriter inner = object.object(name);
  inner.number("id", named.id);
  inner.text("name", named.name);
  inner.end();
}

void write_entry(JsonObjectWriter& object, const List& list) {
  object.number("id", list.id);
  object.text("name", list.name);
  object.number("user", list.user_id);
  object.text("sender_addr1", list.sender_addr1);
  object.text("sender_addr2", list.sender_addr2);
  object.text("sender_city", list.sender_city);
  object.text("sender_zip", list.sender_zip);
  object.text("sender_state", list.sender_state);
  object.text("sender_country", list.sender_country);
  object.text("sender_url", list.sender_url);
  object.text("sender_reminder", list.sender_reminder);
}

void write_entry(JsonObjectWriter& object, const ContactField& field) {
  object.number("id", field.id);
  object.text("title", field.title);
  object.text("tag", field.tag);
}

void write_entry(JsonObjectWriter& object, const Contact& contact) {
  object.number("id", contact.id);
  object.text("email", contact.email);
  put_text(object, "first_name", contact.first_name);
  put_text(object, "last_name", contact.last_name);
  put_text(object, "phone", contact.phone);
  object.text("ip", contact.ip);
  put_text(object, "organization", contact.organization);
  put_named(object, "customer_account", contact.customer_account);
  if (!contact.tags.empty()) object.texts("tags", contact.tags);
  if (!contact.lists.empty()) object.numbers("lists", contact.lists);
  if (contact.fields.empty()) return;
  JsonObjectWriter fields = object.object("fields");
  for (const ContactFieldValue& field : contact.fields)
    fields.text(std::to_string(field.id), field.value);
  fields.end();
}

void write_entry(JsonObjectWriter& object, const Campaign& campaign) {
  object.number("id", campaign.id);
  object.text("name", campaign.name);
  object.text("status", campaign.status);
  object.text("type", campaign.type);
  object.number("recipients", campaign.recipients);
  JsonObjectWriter message = object.object("message");
  put_id(message, "id", campaign.message_id);
  message.text("subject", campaign.message_subject);
  put_text(message, "text", campaign.message_text);
  message.end();
  object.text("webcopy_url", campaign.webcopy_url);
  if (!campaign.lists.empty()) object.numbers("lists", campaign.lists);
}

void write_entry(JsonObjectWriter& object, const Automation& automation) {
  write_automation(object, automation);
}

void write_entry(JsonObjectWriter& object, const Journey& journey) {
  write_journey(object, journey);
}

void write_entry(JsonObjectWriter& object, const User& user) {
  object.number("id", user.id);
  object.text("first_name", user.first_name);
  object.text("last_name", user.last_name);
}

void write_entry(JsonObjectWriter& object, const DealField& field) {
  object.number("id", field.id);
  object.text("title", field.title);
}

void write_entry(JsonObjectWriter& object, const Pipeline& pipeline) {
  object.number("id", pipeline.id);
  object.text("title", pipeline.title);
  put_text(object, "currency", pipeline.currency);
}

void write_entry(JsonObjectWriter& object, const Stage& stage) {
  object.number("id", stage.id);
  object.text("title", stage.title);
  object.text("color", stage.color);
}

void write_entry(JsonObjectWriter& object, const TaskType& type) {
  object.number("id", type.id);
  object.text("title", type.title);
}

void write_entry(JsonObjectWriter& object, const Deal& deal) {
  object.number("id", deal.id);
  object.text("title", deal.title);
  object.text("value", plain(deal.value));
  object.text("currency", deal.currency);
  object.text("status", name_of(deal.status));
  put_id(object, "pipeline", deal.pipeline);
  put_id(object, "stage", deal.stage);
  put_id(object, "owner", deal.owner);
  put_id(object, "contact", deal.contact);
  put_named(object, "organization", deal.organization);
  put_time(object, "created", deal.created_s);
  JsonObjectWriter fields = object.object("fields");
  for (const DealFieldValue& field : deal.fields) {
    if (field.stored) fields.text(std::to_string(field.id), field.value);
  }
  fields.end();
}

void write_entry(JsonObjectWriter& object, const Task& task) {
  object.number("id", task.id);
  object.number("deal", task.deal);
  put_id(object, "type", task.type);
  object.text("title", task.title);
  object.text("note", task.note);
  put_time(object, "due", task.due_s);
  put_time(object, "end", task.end_s);
  put_time(object, "done", task.done_s);
}

void write_entry(JsonObjectWriter& object, const Webhook& webhook) {
  object.text("name", webhook.name);
  object.text("url", webhook.url.text());
  if (webhook.list == 0) {
    object.text("list", "all");
  } else {
    object.number("list", webhook.list);
  }
  object.texts("events", names_of(webhook.events));
  object.texts("sources", names_of(webhook.sources));
  if (!webhook.active) object.boolean("active", false);
}

template <class Entity>
void write_part(JsonObjectWriter& account, std::string_view name, const Table<Entity>& table) {
  if (table.empty()) return;
  account.objects(name, table, [](JsonObjectWriter& object, const auto& row) {
    write_entry(object, *row.second);
  });
}

void write_pipelines(JsonObjectWriter& account, const AccountState& state) {
  if (state.pipelines.empty()) return;
  account.objects("pipelines", state.pipelines, [&](JsonObjectWriter& object, const auto& row) {
    const Pipeline& pipeline = *row.second;
    write_entry(object, pipeline);
    const auto is_of_it = [&](const auto& stage) { return stage.second->pipeline == pipeline.id; };
    object.objects_where(
        "stages", state.stages, is_of_it,
        [](JsonObjectWriter& stage, const auto& entry) { write_entry(stage, *entry.second); });
  });
}

void write_profile(JsonObjectWriter& account, const AccountProfile& profile) {
  JsonObjectWriter object = account.object("profile");
  object.number("id", profile.id);
  object.text("timezone", profile.time_zone.name());
  object.text("currency", profile.currency);
  object.end();
}

}  // namespace

std::string account_json(const AccountState& account,
                         std::span<const std::shared_ptr<const Webhook>> webhooks) {
  std::string json;
  JsonObjectWriter document(json);
  JsonObjectWriter object = document.object("account");
  write_profile(object, account.profile);
  write_part(object, "users", account.users);
  write_part(object, "lists", account.lists);
  write_part(object, "fields", account.contact_fields);
  write_part(object, "contacts", account.contacts);
  write_part(object, "campaigns", account.campaigns);
  write_part(object, "automations", account.automations);
  write_part(object, "journeys", account.journeys);
  write_pipelines(object, account);
  write_part(object, "deal_fields", account.deal_fields);
  write_part(object, "deals", account.deals);
  write_part(object, "task_types", account.task_types);
  write_part(object, "tasks", account.tasks);
  object.objects_where(
      "webhooks", webhooks, [](const auto& webhook) { return webhook && webhook->events.any(); },
      [](JsonObjectWriter& entry, const auto& webhook) { write_entry(entry, *webhook); });
  object.end();
  document.end();
  return json + "\n";
}

template <class Entity>
std::string entry_json(const Entity& entity) {
  std::string json;
  JsonObjectWriter object(json);
  write_entry(object, entity);
  object.end();
  return json;
}

template std::string entry_json(const List&);
template std::string entry_json(const ContactField&);
template std::string entry_json(const Contact&);
template std::string entry_json(const Campaign&);
template std::string entry_json(const Automation&);
template std::string entry_json(const Pipeline&);
template std::string entry_json(const Stage&);
template std::string entry_json(const Deal&);
template std::string entry_json(const TaskType&);
template std::string entry_json(const Task&);

}  // namespace hookline
