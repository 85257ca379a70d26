#include "catcher/base/json/json_members.h"
#include "emitter/platform/account/operations/contacts/removals.h"
#include "emitter/platform/account/operations/deals/part_removals.h"
#include "emitter/platform/account/state/account_change.h"
#include "emitter/platform/actions/removal_reading.h"
#include "emitter/platform/actions/silent_actions.h"
#include "emitter/platform/reading/automation_reader.h"
#include "emitter/platform/reading/entity_reader.h"

#include <array>
#include <memory>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr JsonMember<Tag> kTagMembers[] = {
    {"id", read_into<&Tag::id, &JsonValue::id>},
    {"name", read_into<&Tag::name, &JsonValue::name>},
    {"description", read_into<&Tag::description, &JsonValue::text_or_number>},
};

constexpr JsonMember<Pipeline> kPipelineMembers[] = {
    {"id", read_into<&Pipeline::id, &JsonValue::id>},
    {"title", read_into<&Pipeline::title, &JsonValue::name>},
    {"currency", read_into<&Pipeline::currency, read_currency>},
};

constexpr JsonMember<Stage> kStageMembers[] = {
    {"id", read_into<&Stage::id, &JsonValue::id>},
    {"title", read_into<&Stage::title, &JsonValue::name>},
    {"color", read_into<&Stage::color, &JsonValue::text_or_number>},
    {"pipeline", read_into<&Stage::pipeline, &JsonValue::id>},
    {"order", read_into<&Stage::order, &JsonValue::count>},
};

constexpr JsonMember<TaskType> kTaskTypeMembers[] = {
    {"id", read_into<&TaskType::id, &JsonValue::id>},
    {"title", read_into<&TaskType::title, &JsonValue::name>},
};

template <class Entity>
void refuse_present(const TableDraft<Entity>& table, std::uint64_t id, std::string_view what,
                    const char* path) {
  if (id == 0 || !table.find(id)) return;
  throw OperationError(path, fmt::format("there is a {} {} already", what, id));
}

/// Changes what is there: the members that are given, of the one whose id is among them. `finish`
/// is given the draft and the entity as it will be.
template <class Entity, class Finish>
void read_update(AccountAction& action, JsonObject& keys, const char* key, const char* what,
                 TableDraft<Entity> AccountDraft::*table,
                 void (*read)(const JsonValue& value, Entity& into), Finish finish) {
  const JsonValue value = keys.require(key);
  Entity given;
  read(value, given);
  const std::uint64_t id = value.object().require("id").id();
  // It is read again each time it is done, over what is there then.
  const auto members = std::make_shared<const JsonDocument>(JsonDocument::parse(value.json(), ""));
  action.perform = [=](AccountDraft& draft) {
    Entity changed = *require(draft.*table, id, what, key);
    read(members->root(), changed);
    finish(draft, *(draft.*table).put(std::move(changed)));
  };
}

constexpr auto kAsItIs = [](AccountDraft&, const auto&) {};

// Lists

void read_list_update(AccountAction& action, JsonObject& keys) {
  read_update<List>(action, keys, "list", "list", &AccountDraft::lists, read_list_members, kAsItIs);
}
void read_list_delete(AccountAction& action, JsonObject& keys) {
  read_removal<RemoveList>(action, keys, "list");
}

// Custom fields of contacts

void read_field_add(AccountAction& action, JsonObject& keys) {
  const JsonValue value = keys.require("field");
  ContactField field;
  read_contact_field_members(value, field);
  value.object().require("title");
  if (field.tag.empty()) field.tag = tag_from(field.title);
  action.added_field = field;
  action.perform = [field](AccountDraft& draft) {
    refuse_present(draft.contact_fields, field.id, "contact field", "field");
    draft.contact_fields.put(field);
  };
}
void read_field_update(AccountAction& action, JsonObject& keys) {
  read_update<ContactField>(action, keys, "field", "contact field", &AccountDraft::contact_fields,
                            read_contact_field_members, retag_values);
}
void read_field_delete(AccountAction& action, JsonObject& keys) {
  read_removal<RemoveContactField>(action, keys, "field");
}

// Tags

void read_tag_add(AccountAction& action, JsonObject& keys) {
  const JsonValue value = keys.require("tag");
  const auto tag = read_new<Tag>(value, kTagMembers);
  value.object().require("name");
  action.perform = [tag](AccountDraft& draft) {
    refuse_present(draft.tags, tag.id, "tag", "tag");
    const auto is_same = [&](const Tag& one) { return one.name == tag.name; };
    if (draft.tags.find_if(is_same))
      throw OperationError("tag/name", "there is a tag of that name already");
    draft.tags.put(tag);
  };
}

/// A tag is known by its name rather than by its id, which an account's file doesn't keep.
void read_tag_delete(AccountAction& action, JsonObject& keys) {
  const JsonValue value = keys.require("tag");
  const std::string name = value.is_integer() ? "" : value.name();
  const std::uint64_t id = value.is_integer() ? value.id() : 0;
  action.perform = [name, id](AccountDraft& draft) {
    const auto found =
        draft.tags.find_if([&](const Tag& tag) { return tag.id == id || tag.name == name; });
    if (!found) throw OperationError("tag", "there is no such tag");
    perform(RemoveTagEverywhere{found->id}, draft);
  };
}

// Campaigns

/// One that is not sent yet.
Campaign new_draft(const AccountDraft& draft, const CampaignChange& change) {
  Campaign campaign;
  campaign.status = "0";
  campaign.message_id = change.id.value_or(draft.campaigns.next_id());
  campaign.message_subject = *change.name;
  campaign.webcopy_url = "https://example.com/index.php?action=social";
  return campaign;
}

void read_campaign_add(AccountAction& action, JsonObject& keys) {
  const JsonValue value = keys.require("campaign");
  const CampaignChange change = read_campaign_change(value);
  value.object().require("name");
  action.parts = {{SendCampaign{change}}};
  action.perform = [change](AccountDraft& draft) {
    refuse_present(draft.campaigns, change.id.value_or(0), "campaign", "campaign");
    draft.campaigns.put(changed_at("campaign", draft, new_draft(draft, change), change));
  };
}
void read_campaign_update(AccountAction& action, JsonObject& keys) {
  const JsonValue value = keys.require("campaign");
  const CampaignChange change = read_campaign_change(value);
  value.object().require("id");
  action.parts = {{SendCampaign{change}}};
  action.perform = [change](AccountDraft& draft) {
    const auto found = require(draft.campaigns, *change.id, "campaign", "campaign");
    draft.campaigns.put(changed_at("campaign", draft, *found, change));
  };
}
void read_campaign_delete(AccountAction& action, JsonObject& keys) {
  read_removal_from(action, keys, "campaign", &AccountDraft::campaigns);
}

// Automations

void put_automation(const Automation& automation, AccountDraft& draft) {
  try {
    check_automation(automation, draft);
  } catch (const OperationError& error) {
    throw OperationError("automation/" + error.path(), error.what());
  }
  draft.automations.put(automation);
}

void read_automation_add(AccountAction& action, JsonObject& keys) {
  const Automation automation = read_automation(keys.require("automation"));
  action.automation = automation;
  action.perform = [automation](AccountDraft& draft) {
    refuse_present(draft.automations, automation.id, "automation", "automation");
    put_automation(automation, draft);
  };
}

/// The whole of it is given, as its steps make no sense one by one.
void read_automation_update(AccountAction& action, JsonObject& keys) {
  const JsonValue value = keys.require("automation");
  const Automation automation = read_automation(value);
  value.object().require("id");
  action.automation = automation;
  action.perform = [automation](AccountDraft& draft) {
    const auto before = require(draft.automations, automation.id, "automation", "automation");
    Automation changed = automation;
    changed.created_s = before->created_s;
    put_automation(changed, draft);
  };
}
/// Who waits in it comes out.
void read_automation_delete(AccountAction& action, JsonObject& keys) {
  const std::uint64_t id = keys.require("automation").id();
  action.perform = [id](AccountDraft& draft) {
    require(draft.automations, id, "automation", "automation");
    for (const std::uint64_t journey : draft.journeys.ids())
      if (draft.journeys.find(journey)->automation == id) draft.journeys.remove(journey);
    for (const std::uint64_t entry : draft.entries.ids())
      if (draft.entries.find(entry)->automation == id) draft.entries.remove(entry);
    draft.automations.remove(id);
  };
}

// Pipelines, stages, types of tasks

void read_pipeline_update(AccountAction& action, JsonObject& keys) {
  read_update<Pipeline>(
      action, keys, "pipeline", "pipeline", &AccountDraft::pipelines,
      [](const JsonValue& value, Pipeline& into) { read_members(value, into, kPipelineMembers); },
      kAsItIs);
}
void read_pipeline_delete(AccountAction& action, JsonObject& keys) {
  read_removal<RemovePipeline>(action, keys, "pipeline");
}
void read_stage_update(AccountAction& action, JsonObject& keys) {
  read_update<Stage>(
      action, keys, "stage", "stage", &AccountDraft::stages,
      [](const JsonValue& value, Stage& into) { read_members(value, into, kStageMembers); },
      [](AccountDraft& draft, const Stage& stage) {
        require(draft.pipelines, stage.pipeline, "pipeline", "stage/pipeline");
      });
}
void read_stage_delete(AccountAction& action, JsonObject& keys) {
  read_removal<RemoveStage>(action, keys, "stage");
}
void read_task_type_update(AccountAction& action, JsonObject& keys) {
  read_update<TaskType>(
      action, keys, "task_type", "task type", &AccountDraft::task_types,
      [](const JsonValue& value, TaskType& into) { read_members(value, into, kTaskTypeMembers); },
      kAsItIs);
}
void read_task_type_delete(AccountAction& action, JsonObject& keys) {
  read_removal<RemoveTaskType>(action, keys, "task_type");
}

}  // namespace

std::span<const SilentAction> definition_actions() {
  static constexpr std::array kActions = {
      SilentAction{"list.update", Source::kAdmin, read_list_update},
      SilentAction{"list.delete", Source::kAdmin, read_list_delete},
      SilentAction{"field.add", Source::kAdmin, read_field_add},
      SilentAction{"field.update", Source::kAdmin, read_field_update},
      SilentAction{"field.delete", Source::kAdmin, read_field_delete},
      SilentAction{"tag.add", Source::kAdmin, read_tag_add},
      SilentAction{"tag.delete", Source::kAdmin, read_tag_delete},
      SilentAction{"campaign.add", Source::kAdmin, read_campaign_add},
      SilentAction{"campaign.update", Source::kAdmin, read_campaign_update},
      SilentAction{"campaign.delete", Source::kAdmin, read_campaign_delete},
      SilentAction{"automation.add", Source::kAdmin, read_automation_add},
      SilentAction{"automation.update", Source::kAdmin, read_automation_update},
      SilentAction{"automation.delete", Source::kAdmin, read_automation_delete},
      SilentAction{"pipeline.update", Source::kAdmin, read_pipeline_update},
      SilentAction{"pipeline.delete", Source::kAdmin, read_pipeline_delete},
      SilentAction{"stage.update", Source::kAdmin, read_stage_update},
      SilentAction{"stage.delete", Source::kAdmin, read_stage_delete},
      SilentAction{"tasktype.update", Source::kAdmin, read_task_type_update},
      SilentAction{"tasktype.delete", Source::kAdmin, read_task_type_delete},
  };
  return kActions;
}

}  // namespace hookline
