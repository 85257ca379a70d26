#include "emitter/serving/recording/scenario/recorded_account.h"

#include "emitter/platform/writing/sound_account.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace hookline {
namespace {

using Ids = std::set<std::uint64_t>;

/// The table with the rows that are so.
template <class Entity, class IsIt>
Table<Entity> rows_of(const Table<Entity>& table, IsIt is_it) {
  Table<Entity> some;
  for (const auto& [id, row] : table)
    if (is_it(*row)) some.put_snapshot(row);
  return some;
}

/// New rows that no event of that type tells of; `told(event)` is the row it adds.
template <class Entity, class Told>
void put_silent(Table<Entity>& table, const TableChange<Entity>& change, const Doing& doing,
                Told told) {
  for (const auto& row : change.changed) {
    const bool is_told = std::ranges::any_of(doing.events, [&](const Event& event) {
      const auto added = told(event);
      return added && added->id == row->id;
    });
    if (!is_told && !table.find(row->id)) table.put_snapshot(row);
  }
}

void put_what_no_step_adds(AccountState& account, const Doing& doing) {
  const auto added = [](EventType type, auto member) {
    return
        [type, member](const Event& event) { return event.type == type ? event.*member : nullptr; };
  };
  put_silent(account.pipelines, doing.changes.pipelines, doing,
             added(EventType::kDealPipelineAdd, &Event::pipeline));
  put_silent(account.stages, doing.changes.stages, doing,
             added(EventType::kDealStageAdd, &Event::stage));
  put_silent(account.task_types, doing.changes.task_types, doing,
             added(EventType::kDealTasktypeAdd, &Event::task_type));
  put_silent(account.users, doing.changes.users, doing,
             [](const Event&) { return std::shared_ptr<const User>(); });
  // A stage that came with a pipeline needs it, although a step adds that once more.
  for (const auto& pipeline : doing.changes.pipelines.changed) {
    const bool has_stages = std::ranges::any_of(
        account.stages, [&](const auto& row) { return row.second->pipeline == pipeline->id; });
    if (has_stages && !account.pipelines.find(pipeline->id))
      account.pipelines.put_snapshot(pipeline);
  }
}

template <class Entity>
void take_ids(const TableChange<Entity>& change, Ids& ids) {
  for (const auto& row : change.changed) ids.insert(row->id);
  ids.insert(change.removed.begin(), change.removed.end());
}

/// What something was done with.
struct Concerned {
  Ids contacts;
  Ids deals;
  Ids tasks;

  explicit Concerned(const Recording& recording) {
    for (const auto& doing : recording.doings) take(*doing);
  }
  void take(const Doing& doing) {
    take_ids(doing.changes.contacts, contacts);
    take_ids(doing.changes.deals, deals);
    take_ids(doing.changes.tasks, tasks);
    for (const EnteredAutomation& entered : doing.entered) contacts.insert(entered.contact);
    for (const Event& event : doing.events) {
      if (event.contact) contacts.insert(event.contact->id);
      if (event.deal) deals.insert(event.deal->id);
      if (event.task) tasks.insert(event.task->id);
    }
  }
};

void leave_others_out(AccountState& account, Concerned concerned) {
  if (account.deals.size() + account.tasks.size() > kRecordedWholeMax) {
    account.tasks =
        rows_of(account.tasks, [&](const Task& task) { return concerned.tasks.contains(task.id); });
    for (const auto& [id, task] : account.tasks) concerned.deals.insert(task->deal);
    account.deals =
        rows_of(account.deals, [&](const Deal& deal) { return concerned.deals.contains(deal.id); });
  }
  if (account.contacts.size() <= kRecordedWholeMax) return;
  for (const auto& [id, deal] : account.deals) concerned.contacts.insert(deal->contact);
  account.contacts = rows_of(account.contacts, [&](const Contact& contact) {
    return concerned.contacts.contains(contact.id);
  });
}

}  // namespace

AccountState recorded_account(const Recording& recording) {
  AccountState account = recording.account;
  account.journeys = {};
  drop_what_is_gone(account);
  for (const auto& doing : recording.doings) put_what_no_step_adds(account, *doing);
  leave_others_out(account, Concerned(recording));
  return account;
}

}  // namespace hookline
