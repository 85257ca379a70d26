#include "emitter/platform/api/v3/resources/deals/deal_task_calls.h"

#include "emitter/platform/account/operations/deals/tasks.h"
#include "emitter/platform/account/state/account_change.h"
#include "emitter/platform/api/rows/account_time.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/deals/deal_task_rows.h"

#include <memory>
#include <utility>
#include <vector>

namespace hookline {
namespace {

std::optional<std::int64_t> sent_time(const SentAttributes& sent, std::string_view name,
                                      const TimeZone& zone) {
  const auto text = sent.text(name);
  if (!text || text->empty()) return std::nullopt;
  const auto time = account_time_from(*text, zone);
  if (!time) sent.refuse(name, "It must be a date and time, such as 2024-03-17T09:30:00-05:00.");
  return time;
}

TaskChange sent_task(const SentAttributes& sent, const TimeZone& zone) {
  TaskChange change;
  if (sent.has("relid")) change.deal = sent.required_id("relid");
  if (sent.has("dealTasktype")) change.type = sent.required_id("dealTasktype");
  change.title = sent.text("title");
  change.note = sent.text("note");
  change.due_s = sent_time(sent, "duedate", zone);
  change.end_s = sent_time(sent, "edate", zone);
  return change;
}

/// This platform has tasks of deals alone.
void check_owner(const SentAttributes& sent) {
  for (const char* name : {"ownerType", "reltype"}) {
    const std::string type = sent.text(name).value_or("deal");
    if (type != "deal" && type != "Deal")
      sent.refuse(name, "This platform imitates tasks of deals, not of contacts.");
  }
}

void check_related_task(const AccountDraft& draft, const TaskChange& change) {
  if (change.deal) require_related(draft.deals, *change.deal, "relid");
  if (change.type) require_related(draft.task_types, *change.type, "dealTasktype");
}

TimeZone zone_of(const V3Call& call) {
  return call.platform().read(
      [](const Platform::View& view) { return view.account.profile.time_zone; });
}

Answer create_task(const V3Call& call) {
  const SentAttributes sent = call.sent("dealTask");
  for (const char* name : {"relid", "duedate", "dealTasktype"})
    if (!sent.has(name)) sent.refuse_missing(name);
  check_owner(sent);
  sent.flag("status");
  AddTask add;
  add.task = sent_task(sent, zone_of(call));
  if (!add.task->title) add.task->title = "";  // a name of ours would be shown
  add.deal.deal = DealChange{};
  add.deal.deal->id = *add.task->deal;
  return created_answer(call, kDealTasks, sent, [&](AccountDraft& draft) {
    check_related_task(draft, *add.task);
    perform(add, draft);
    return draft.events().back().task;
  });
}

/// A task whose status becomes 1 is completed; all else is changed without an event.
std::shared_ptr<const Task> changed_task(AccountDraft& draft, const Task& before,
                                         const TaskChange& change, bool completes) {
  check_related_task(draft, change);
  auto put = edited(draft.tasks, before,
                    [&](Task& task) { task = changed(draft, std::move(task), change); });
  if (!completes || before.done_s) return put;
  CompleteTask complete;
  complete.task = TaskChange{};
  complete.task->id = before.id;
  perform(complete, draft);
  return draft.events().back().task;
}

Answer change_task(const V3Call& call) {
  const SentAttributes sent = call.sent("dealTask");
  check_owner(sent);
  const bool completes = sent.flag("status").value_or(false);
  const TaskChange change = sent_task(sent, zone_of(call));
  return changed_answer(
      call, kDealTasks, &AccountDraft::tasks, sent,
      [&](AccountDraft& draft, const Task& before) {
        return changed_task(draft, before, change, completes);
      },
      NoSideRows{}, kDealTasks.created);
}

Answer read_task(const V3Call& call) {
  return read_answer(call, kDealTasks, &AccountState::tasks);
}
Answer list_tasks(const V3Call& call) {
  return list_answer(call, kDealTasks, &AccountState::tasks);
}
Answer remove_task(const V3Call& call) {
  return removed_answer(call, kDealTasks, &AccountDraft::tasks,
                        [](AccountDraft& draft, const Task& task) { draft.tasks.remove(task.id); });
}

/// All tasks of the type that the path names become those of another.
Answer retype_tasks(const V3Call& call) {
  const SentAttributes sent = call.sent("dealTask");
  const std::uint64_t to = sent.required_id("dealTasktype");
  std::vector<std::shared_ptr<const Task>> retyped;
  return v3_answer(200, call.platform().perform(
                            V3Call::cause(),
                            [&](AccountDraft& draft) {
                              if (!draft.task_types.find(call.id()))
                                throw no_result("DealTasktype", call.id());
                              require_related(draft.task_types, to, "dealTasktype");
                              for (const std::uint64_t id : draft.tasks.ids()) {
                                Task task = *draft.tasks.find(id);
                                if (task.type != call.id()) continue;
                                task.type = to;
                                retyped.push_back(draft.tasks.put(std::move(task)));
                              }
                            },
                            [&](const Platform::View& view, const Platform::Performed&) {
                              VendorJson rows = VendorJson::array();
                              for (const auto& task : retyped)
                                rows.push_back(row_of(kDealTasks.row, *task, call.context(view)));
                              return VendorJson{{"dealTasks", std::move(rows)}};
                            }));
}

}  // namespace

std::span<const V3Route> deal_task_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/dealTasks", create_task},
      {"GET", "/dealTasks", list_tasks},
      {"GET", "/dealTasks/{id}", read_task},
      {"PUT", "/dealTasks/{id}", change_task},
      {"DELETE", "/dealTasks/{id}", remove_task},
      {"PUT", "/dealTasktypes/{id}/dealTasks", retype_tasks},
  };
  return kRoutes;
}

}  // namespace hookline
