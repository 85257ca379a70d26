#include "emitter/platform/actions/silent_actions.h"

#include "emitter/platform/account/operations/contacts/removals.h"
#include "emitter/platform/account/state/account_change.h"
#include "emitter/platform/actions/action_part.h"
#include "emitter/platform/actions/removal_reading.h"
#include "emitter/platform/reading/entity_reader.h"
#include "emitter/platform/reading/long_text.h"
#include "emitter/platform/reading/operation_reader.h"

#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

ContactChange read_named_contact(JsonObject& keys) {
  keys.require("contact");
  return *read_operation_parts(keys).contact;
}

void read_contact_delete(AccountAction& action, JsonObject& keys) {
  const ContactChange contact = read_named_contact(keys);
  action.parts = {{UpdateContact{contact}}};
  action.perform = [contact](AccountDraft& draft) {
    perform(RemoveContact{present_contact(draft, contact)->id}, draft);
  };
}

/// Adds or changes contacts; nobody hears of it.
void read_import(AccountAction& action, JsonObject& keys) {
  for (const JsonValue& contact : keys.require("contacts").items()) {
    check_address(contact);
    action.parts.push_back(
        {Subscribe{read_contact_change(contact)}, fmt::format("contacts/{}", action.parts.size())});
  }
  action.perform = [parts = action.parts](AccountDraft& draft) {
    for (const ActionPart& part : parts) {
      const ContactChange& contact = std::get<Subscribe>(part.operation).contact;
      do_part(part, [&] { take_or_add_contact(draft, contact); });
    }
  };
}

void read_automation_start(AccountAction& action, JsonObject& keys) {
  const std::uint64_t automation = keys.require("automation").id();
  const RunAutomation run{automation, read_named_contact(keys)};
  action.parts = {{run}};
  action.perform = [run](AccountDraft& draft) { perform(run, draft); };
}

/// Changes an entity of that name; nobody hears of it. `read` reads what is to change.
template <class Entity, class Change>
void read_edit(AccountAction& action, JsonObject& keys, const char* name,
               TableDraft<Entity> AccountTables<TableDraft>::*table,
               Change (*read)(const JsonValue&)) {
  const JsonValue value = keys.require(name);
  const Change change = read(value);
  value.object().require("id");
  action.perform = [change, name, table](AccountDraft& draft) {
    const auto found = require(draft.*table, *change.id, name, name);
    (draft.*table).put(changed_at(name, draft, *found, change));
  };
}

void read_deal_edit(AccountAction& action, JsonObject& keys) {
  read_edit(action, keys, "deal", &AccountDraft::deals, read_deal_change);
}

void read_task_update(AccountAction& action, JsonObject& keys) {
  read_edit(action, keys, "task", &AccountDraft::tasks, read_task_change);
}

void read_deal_delete(AccountAction& action, JsonObject& keys) {
  read_removal<RemoveDeal>(action, keys, "deal");
}

void read_task_delete(AccountAction& action, JsonObject& keys) {
  read_removal_from(action, keys, "task", &AccountDraft::tasks);
}

/// Its text; of a contact or of a deal.
void read_note_update(AccountAction& action, JsonObject& keys) {
  JsonObject note = keys.require("note").object();
  const std::uint64_t id = note.require("id").id();
  const std::string text = read_long_text(note.require("text"));
  note.finish();
  action.perform = [id, text](AccountDraft& draft) {
    Note changed = *require(draft.notes, id, "note", "note");
    changed.text = text;
    draft.notes.put(std::move(changed));
  };
}

void read_note_delete(AccountAction& action, JsonObject& keys) {
  read_removal_from(action, keys, "note", &AccountDraft::notes);
}

}  // namespace

std::span<const SilentAction> silent_actions() {
  static constexpr std::array kActions = {
      SilentAction{"contact.delete", Source::kAdmin, read_contact_delete},
      SilentAction{"automation.start", Source::kSystem, read_automation_start},
      SilentAction{"import", Source::kAdmin, read_import},
      SilentAction{"deal.edit", Source::kAdmin, read_deal_edit},
      SilentAction{"deal.delete", Source::kAdmin, read_deal_delete},
      SilentAction{"task.update", Source::kAdmin, read_task_update},
      SilentAction{"task.delete", Source::kAdmin, read_task_delete},
      SilentAction{"note.update", Source::kAdmin, read_note_update},
      SilentAction{"note.delete", Source::kAdmin, read_note_delete},
  };
  return kActions;
}

}  // namespace hookline
