#include "emitter/scenario/format/readers/account_reader.h"

#include "catcher/base/json/json_members.h"
#include "emitter/platform/account/state/account_change.h"
#include "emitter/platform/reading/automation_reader.h"
#include "emitter/platform/reading/entity_reader.h"

#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

using enum JsonNeed;

constexpr std::string_view kDefaultTimeZone = "America/Chicago";

/// Refuses an id that an entry before has.
template <class Entity>
void check_new_id(const Table<Entity>& table, const JsonValue& entry) {
  const JsonValue id = entry.object().require("id");
  if (table.find(id.id())) id.fail(fmt::format("there is another with id {}", id.id()));
}

/// Adds what was read of an entry, whose id must be new.
template <class Entity>
void add(Table<Entity>& table, const JsonValue& entry, Entity entity) {
  check_new_id(table, entry);
  table.put(std::move(entity));
}

/// Makes a change to something new, its problems told where they stand.
template <class Entity, class Change>
Entity made(const JsonValue& entry, AccountState& state, Entity entity, const Change& change) {
  try {
    const std::shared_ptr<const AccountProfile> none;
    AccountDraft draft(state, {}, none);
    entity = changed(draft, std::move(entity), change);
    draft.commit(state);
    return entity;
  } catch (const OperationError& error) {
    fail_at(entry, error);
  }
}

TimeZone default_time_zone() {
  const auto zone = TimeZone::named(kDefaultTimeZone);
  return zone ? *zone : *TimeZone::named("-06:00");
}

TimeZone read_time_zone(const JsonValue& value) {
  if (auto zone = TimeZone::named(value.text())) return *std::move(zone);
  value.fail(
      fmt::format("\"{}\" is no time zone that this machine knows; expected a name such as "
                  "\"America/Chicago\", or an offset such as \"-06:00\"",
                  value.text()));
}

constexpr JsonMember<AccountProfile> kProfileMembers[] = {
    {"id", read_into<&AccountProfile::id, &JsonValue::id>},
    {"timezone", read_into<&AccountProfile::time_zone, read_time_zone>},
    {"currency", read_into<&AccountProfile::currency, read_currency>},
};

constexpr JsonMember<User> kUserMembers[] = {
    {"id", read_into<&User::id, &JsonValue::id>, kRequired},
    {"first_name", read_into<&User::first_name, &JsonValue::text>},
    {"last_name", read_into<&User::last_name, &JsonValue::text>},
};

constexpr JsonMember<Stage> kStageMembers[] = {
    {"id", read_into<&Stage::id, &JsonValue::id>, kRequired},
    {"title", read_into<&Stage::title, &JsonValue::name>, kRequired},
    {"color", read_into<&Stage::color, &JsonValue::text>},
};

constexpr JsonMember<Pipeline> kPipelineMembers[] = {
    {"id", read_into<&Pipeline::id, &JsonValue::id>, kRequired},
    {"title", read_into<&Pipeline::title, &JsonValue::name>, kRequired},
    {"currency", read_into<&Pipeline::currency, read_currency>},
    {"stages", nullptr},
};

/// Deal fields and task types.
template <class Entity>
constexpr JsonMember<Entity> kTitledMembers[] = {
    {"id", read_into<&Entity::id, &JsonValue::id>, kRequired},
    {"title", read_into<&Entity::title, &JsonValue::name>, kRequired},
};

void add_list(AccountState& state, const JsonValue& value) {
  List list = read_list(value);
  value.object().require("name");
  add(state.lists, value, std::move(list));
}

void add_contact_field(AccountState& state, const JsonValue& value) {
  ContactField field;
  read_contact_field_members(value, field);
  for (const char* key : {"id", "title"}) value.object().require(key);
  if (!value.object().find("tag")) field.tag = tag_from(field.title);
  add(state.contact_fields, value, std::move(field));
}

void add_contact(AccountState& state, const JsonValue& value) {
  const ContactChange change = read_contact_change(value);
  check_new_id(state.contacts, value);
  value.object().require("email");
  state.contacts.put(made(value, state, Contact(), change));
}

void add_campaign(AccountState& state, const JsonValue& value) {
  const CampaignChange change = read_campaign_change(value);
  check_new_id(state.campaigns, value);
  Campaign campaign;
  campaign.recipients = state.contacts.size();
  campaign.message_id = 1;
  campaign.message_subject = value.object().require("name").name();
  campaign.webcopy_url = "https://example.com/index.php?action=social";
  state.campaigns.put(made(value, state, std::move(campaign), change));
}

void add_automation(AccountState& state, const JsonValue& value) {
  add(state.automations, value, read_automation(value, state));
}

void add_journey(AccountState& state, const JsonValue& value) {
  add(state.journeys, value, read_journey(value, state));
}

void add_user(AccountState& state, const JsonValue& value) {
  add(state.users, value, read_new<User>(value, kUserMembers));
}

void add_pipeline(AccountState& state, const JsonValue& value) {
  const auto pipeline = read_new<Pipeline>(value, kPipelineMembers);
  Table<Stage> stages = state.stages;
  for (const JsonValue& entry : value.object().items_or_none("stages")) {
    auto stage = read_new<Stage>(entry, kStageMembers);
    stage.pipeline = pipeline.id;
    add(stages, entry, std::move(stage));
  }
  add(state.pipelines, value, pipeline);
  state.stages = std::move(stages);
}

void add_deal_field(AccountState& state, const JsonValue& value) {
  add(state.deal_fields, value, read_new<DealField>(value, kTitledMembers<DealField>));
}

void add_deal(AccountState& state, const JsonValue& value) {
  const DealChange change = read_deal_change(value);
  check_new_id(state.deals, value);
  Deal deal;
  deal.title = fmt::format("Deal {}", *change.id);
  state.deals.put(made(value, state, std::move(deal), change));
}

void add_task_type(AccountState& state, const JsonValue& value) {
  add(state.task_types, value, read_new<TaskType>(value, kTitledMembers<TaskType>));
}

void add_task(AccountState& state, const JsonValue& value) {
  const TaskChange change = read_task_change(value);
  check_new_id(state.tasks, value);
  Task task;
  task.title = fmt::format("Task {}", *change.id);
  value.object().require("deal");
  state.tasks.put(made(value, state, std::move(task), change));
}

struct AccountPart {
  std::string_view key;
  void (*add)(AccountState&, const JsonValue&);
};

/// What others refer to comes first, whatever the order in the file.
constexpr std::array<AccountPart, 12> kParts = {{
    {"lists", add_list},
    {"fields", add_contact_field},
    {"contacts", add_contact},
    {"campaigns", add_campaign},
    {"automations", add_automation},
    {"journeys", add_journey},
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
  state.profile.time_zone = default_time_zone();
  is_whole = is_whole && mistakes.read(parts, [&] {
    const auto profile = parts.object().find("profile");
    if (profile) read_members(*profile, state.profile, kProfileMembers);
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
