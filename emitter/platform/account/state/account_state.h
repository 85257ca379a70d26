#pragma once

#include "emitter/platform/automations/automation.h"
#include "emitter/platform/automations/automation_entry.h"
#include "emitter/platform/automations/journey.h"
#include "emitter/platform/entities/account_profile.h"
#include "emitter/platform/entities/campaign.h"
#include "emitter/platform/entities/contact.h"
#include "emitter/platform/entities/deals/deal.h"
#include "emitter/platform/entities/deals/pipeline.h"
#include "emitter/platform/entities/deals/task.h"
#include "emitter/platform/entities/list.h"
#include "emitter/platform/entities/message.h"
#include "emitter/platform/entities/note.h"
#include "emitter/platform/entities/table.h"
#include "emitter/platform/entities/tag.h"
#include "emitter/platform/entities/ties/company.h"
#include "emitter/platform/entities/ties/deal_contact.h"
#include "emitter/platform/entities/ties/list_group.h"
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
  TableOf<ListGroup> list_groups;
  TableOf<FieldOption> field_options;
  TableOf<FieldRelation> field_relations;
  TableOf<Message> messages;
  TableOf<AutomationEntry> entries;
  TableOf<Company> companies;
  TableOf<CompanyMember> company_members;
  TableOf<DealContact> deal_contacts;
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
  visit(a.list_groups, b.list_groups);
  visit(a.field_options, b.field_options);
  visit(a.field_relations, b.field_relations);
  visit(a.messages, b.messages);
  visit(a.entries, b.entries);
  visit(a.companies, b.companies);
  visit(a.company_members, b.company_members);
  visit(a.deal_contacts, b.deal_contacts);
}

/// Everything an account has, at one moment. A value: a copy shares the entities' snapshots.
struct AccountState : AccountTables<Table> {
  AccountProfile profile;
  std::uint64_t next_note_id = 1;
  std::uint64_t next_tie_id = 1;  ///< of contacts' ties
};

/// The user whose key everybody has: the first; of an account that was begun without users too.
User key_owner(const AccountState& account);
/// Whatever doesn't know when it was made and changed was so at that time, in seconds since 1970
/// UTC.
void date_undated(AccountState& state, std::int64_t time_s);
/// Contacts that know nothing of their ties get them, made when they were or, where that isn't
/// known, at that time. False where all know.
bool tie_untied(AccountState& state, std::int64_t time_s);
/// Companies that only their contacts name become companies of the account.
void found_companies(AccountState& state, std::int64_t time_s);

}  // namespace hookline
