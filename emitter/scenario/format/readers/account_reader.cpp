#include "emitter/scenario/format/readers/account_reader.h"

#include "emitter/platform/account/state/account_change.h"
#include "emitter/scenario/format/readers/entity_reader.h"

#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kDefaultTimeZone = "America/Chicago";

/// An entry's id, which no entry before it may have.
template <class Entity>
std::uint64_t read_new_id(JsonObject& entry, const Table<Entity>& table) {
  const JsonValue value = entry.require("id");
  if (table.find(value.id())) value.fail(fmt::format("there is another with id {}", value.id()));
  return value.id();
}

/// Makes a change to something new, its problems told where they stand.
template <class Entity, class Change>
Entity made(const JsonValue& entry, AccountState& state, Entity entity, const Change& change) {
  try {
    AccountDraft draft(state, {});
    entity = changed(draft, std::move(entity), change);
    draft.commit(state);
    return entity;
  } catch (const OperationError& error) {
    fail_at(entry, error);
  }
}

/// "Favourite colour" -> "favourite_colour"
std::string tag_from(std::string_view title) {
  std::string tag;
  for (const char c : title) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool stays = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    tag += upper ? static_cast<char>(c - 'A' + 'a') : stays ? c : '_';
  }
  return tag;
}

TimeZone read_time_zone(JsonObject& profile) {
  const auto value = profile.find("timezone");
  auto zone = TimeZone::named(value ? value->text() : kDefaultTimeZone);
  if (!zone && !value) return *TimeZone::named("-06:00");
  if (!zone)
    value->fail(
        fmt::format("\"{}\" is no time zone that this machine knows; expected a name such "
                    "as \"America/Chicago\", or an offset such as \"-06:00\"",
                    value->text()));
  return *zone;
}

AccountProfile read_profile(JsonObject profile) {
  AccountProfile read;
  if (const auto id = profile.find("id")) read.id = id->id();
  read.time_zone = read_time_zone(profile);
  if (const auto currency = profile.find("currency")) read.currency = read_currency(*currency);
  profile.finish();
  return read;
}

void add_list(AccountState& state, const JsonValue& value) {
  JsonObject entry = value.object();
  List list = read_list(value);
  read_new_id(entry, state.lists);
  entry.require("name");
  state.lists.put(std::move(list));
}

void add_contact_field(AccountState& state, const JsonValue& value) {
  JsonObject entry = value.object();
  ContactField field;
  field.id = read_new_id(entry, state.contact_fields);
  field.title = entry.require("title").name();
  field.tag = entry.text_or("tag", tag_from(field.title));
  entry.finish();
  state.contact_fields.put(std::move(field));
}

void add_contact(AccountState& state, const JsonValue& value) {
  JsonObject entry = value.object();
  const ContactChange change = read_contact_change(value);
  read_new_id(entry, state.contacts);
  entry.require("email");
  state.contacts.put(made(value, state, Contact(), change));
}

void add_campaign(AccountState& state, const JsonValue& value) {
  JsonObject entry = value.object();
  const CampaignChange change = read_campaign_change(value);
  read_new_id(entry, state.campaigns);
  Campaign campaign;
  campaign.recipients = state.contacts.size();
  campaign.message_id = 1;
  campaign.message_subject = entry.require("name").name();
  campaign.webcopy_url = "https://example.com/index.php?action=social";
  state.campaigns.put(made(value, state, std::move(campaign), change));
}

void add_automation(AccountState& state, const JsonValue& value) {
  JsonObject entry = value.object();
  Automation automation;
  automation.id = read_new_id(entry, state.automations);
  automation.name = entry.require("name").name();
  automation.url = entry.text_or("url", "");
  entry.finish();
  state.automations.put(std::move(automation));
}

void add_user(AccountState& state, const JsonValue& value) {
  JsonObject entry = value.object();
  User user;
  user.id = read_new_id(entry, state.users);
  user.first_name = entry.text_or("first_name", user.first_name);
  user.last_name = entry.text_or("last_name", user.last_name);
  entry.finish();
  state.users.put(std::move(user));
}

void add_stage(Table<Stage>& stages, const JsonValue& value, std::uint64_t pipeline) {
  JsonObject entry = value.object();
  Stage stage;
  stage.id = read_new_id(entry, stages);
  stage.title = entry.require("title").name();
  stage.color = entry.text_or("color", stage.color);
  stage.pipeline = pipeline;
  entry.finish();
  stages.put(std::move(stage));
}

void add_pipeline(AccountState& state, const JsonValue& value) {
  JsonObject entry = value.object();
  Pipeline pipeline;
  pipeline.id = read_new_id(entry, state.pipelines);
  pipeline.title = entry.require("title").name();
  if (const auto currency = entry.find("currency")) pipeline.currency = read_currency(*currency);
  Table<Stage> stages = state.stages;
  for (const JsonValue& stage : entry.items_or_none("stages"))
    add_stage(stages, stage, pipeline.id);
  entry.finish();
  state.stages = std::move(stages);
  state.pipelines.put(std::move(pipeline));
}

/// Deal fields and task types: an id and a title.
template <class Entity>
void add_titled(Table<Entity>& table, const JsonValue& value) {
  JsonObject entry = value.object();
  Entity entity;
  entity.id = read_new_id(entry, table);
  entity.title = entry.require("title").name();
  entry.finish();
  table.put(std::move(entity));
}

void add_deal(AccountState& state, const JsonValue& value) {
  JsonObject entry = value.object();
  const DealChange change = read_deal_change(value);
  Deal deal;
  deal.title = fmt::format("Deal {}", read_new_id(entry, state.deals));
  state.deals.put(made(value, state, std::move(deal), change));
}

void add_task(AccountState& state, const JsonValue& value) {
  JsonObject entry = value.object();
  const TaskChange change = read_task_change(value);
  Task task;
  task.title = fmt::format("Task {}", read_new_id(entry, state.tasks));
  entry.require("deal");
  state.tasks.put(made(value, state, std::move(task), change));
}

void add_deal_field(AccountState& state, const JsonValue& value) {
  add_titled(state.deal_fields, value);
}

void add_task_type(AccountState& state, const JsonValue& value) {
  add_titled(state.task_types, value);
}

struct AccountPart {
  std::string_view key;
  void (*add)(AccountState&, const JsonValue&);
};

/// What others refer to comes first, whatever the order in the file.
constexpr std::array<AccountPart, 11> kParts = {{
    {"lists", add_list},
    {"fields", add_contact_field},
    {"contacts", add_contact},
    {"campaigns", add_campaign},
    {"automations", add_automation},
    {"users", add_user},
    {"pipelines", add_pipeline},
    {"deal_fields", add_deal_field},
    {"deals", add_deal},
    {"task_types", add_task_type},
    {"tasks", add_task},
}};

void check_keys(const JsonValue& account) {
  JsonObject object = account.object();
  object.find("profile");
  object.find("webhooks");
  for (const AccountPart& part : kParts) object.find(part.key);
  object.finish();
}

bool read_part(AccountState& state, const JsonValue& account, const AccountPart& part,
               JsonMistakes& mistakes) {
  std::vector<JsonValue> entries;
  bool is_whole = mistakes.read(account, [&] {
    const auto found = account.object().find(part.key);
    entries = found ? found->items() : std::vector<JsonValue>();
  });
  for (const JsonValue& entry : entries) {
    is_whole = mistakes.read(entry, [&] { part.add(state, entry); }) && is_whole;
  }
  return is_whole;
}

}  // namespace

std::optional<AccountState> read_account(const std::optional<JsonValue>& account,
                                         JsonMistakes& mistakes) {
  const auto nothing = JsonDocument::parse("{}", "");
  const JsonValue parts = account.value_or(nothing.root());
  AccountState state;
  bool is_whole = mistakes.read(parts, [&] { check_keys(parts); });
  is_whole = is_whole && mistakes.read(parts, [&] {
    const auto profile = parts.object().find("profile");
    state.profile = read_profile(profile ? profile->object() : nothing.root().object());
  });
  if (!is_whole) return std::nullopt;
  for (const AccountPart& part : kParts) {
    is_whole = read_part(state, parts, part, mistakes) && is_whole;
  }
  return is_whole ? std::optional(std::move(state)) : std::nullopt;
}

AccountState read_account(const std::optional<JsonValue>& account) {
  JsonMistakes mistakes;
  auto state = read_account(account, mistakes);
  mistakes.refuse_if_any();
  return *std::move(state);
}

}  // namespace hookline
