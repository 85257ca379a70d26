#pragma once

#include "emitter/platform/automations/automation.h"
#include "emitter/platform/automations/journey.h"
#include "emitter/platform/entities/account_profile.h"
#include "emitter/platform/entities/campaign.h"
#include "emitter/platform/entities/contact.h"
#include "emitter/platform/entities/deals/deal.h"
#include "emitter/platform/entities/deals/pipeline.h"
#include "emitter/platform/entities/deals/task.h"
#include "emitter/platform/entities/list.h"
#include "emitter/platform/entities/note.h"
#include "emitter/platform/entities/table.h"
#include "emitter/platform/entities/tag.h"
#include "emitter/platform/entities/user.h"

#include <cstdint>

namespace hookline {

/// One table for each kind of entity.
template <template <class> class TableOf>
struct AccountTables {
  TableOf<List> lists;
  TableOf<ContactField> contact_fields;
  TableOf<Contact> contacts;
  TableOf<Tag> tags;
  TableOf<Note> notes;
  TableOf<Campaign> campaigns;
  TableOf<Automation> automations;
  TableOf<Journey> journeys;
  TableOf<User> users;
  TableOf<Pipeline> pipelines;
  TableOf<Stage> stages;
  TableOf<DealField> deal_fields;
  TableOf<Deal> deals;
  TableOf<TaskType> task_types;
  TableOf<Task> tasks;
};

/// Calls `visit` with each pair of tables of one kind.
template <class Tables, class OtherTables, class Visit>
void for_each_table(Tables& a, OtherTables& b, Visit visit) {
  visit(a.lists, b.lists);
  visit(a.contact_fields, b.contact_fields);
  visit(a.contacts, b.contacts);
  visit(a.tags, b.tags);
  visit(a.notes, b.notes);
  visit(a.campaigns, b.campaigns);
  visit(a.automations, b.automations);
  visit(a.journeys, b.journeys);
  visit(a.users, b.users);
  visit(a.pipelines, b.pipelines);
  visit(a.stages, b.stages);
  visit(a.deal_fields, b.deal_fields);
  visit(a.deals, b.deals);
  visit(a.task_types, b.task_types);
  visit(a.tasks, b.tasks);
}

/// Everything an account has, at one moment. A value: a copy shares the entities' snapshots.
struct AccountState : AccountTables<Table> {
  AccountProfile profile;
  std::uint64_t next_note_id = 1;
};

/// Whatever doesn't know when it was made and changed was so at that time, in seconds since 1970
/// UTC.
void date_undated(AccountState& state, std::int64_t time_s);

}  // namespace hookline
