#include "emitter/platform/account/operations/deals/tasks.h"

#include "emitter/platform/account/state/account_change.h"

#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kTaskDueAfter_s = 86'400;

std::shared_ptr<const Task> named_task(const AccountDraft& account,
                                       const std::optional<TaskChange>& task) {
  return task && task->id ? account.tasks.find(*task->id) : nullptr;
}

/// The first open one of the deal that is chosen; of any, where none is.
std::shared_ptr<const Task> usual_task(const AccountDraft& account, const DealChoice& choice) {
  const bool anyones = !choice.deal && !choice.contact;
  const auto deal = choice.deal && choice.deal->id ? account.deals.find(*choice.deal->id)
                                                   : usual_deal(account, choice.contact);
  return account.tasks.find_if([&](const Task& task) {
    return !task.done_s && (anyones || (deal && task.deal == deal->id));
  });
}

void refuse_unknown(const AccountDraft& account, const TaskChange& change, bool adds) {
  if (!change.id || account.tasks.find(*change.id)) return;
  if (adds && !change.is_reference()) return;
  throw OperationError("task", no_such_sentence("task", *change.id, account.tasks.ids()));
}

/// The task as the change leaves it, with the times that it has from its first event on.
Task timed_task(AccountDraft& account, const std::shared_ptr<const Task>& found, std::uint64_t deal,
                const TaskChange& change) {
  Task task = found ? *found : Task();
  if (!found) {
    task.title = fmt::format("Task {}", change.id.value_or(account.tasks.next_id()));
    task.deal = deal;
  }
  task = changed_at("task", account, std::move(task), change);
  if (!task.due_s) task.due_s = account.cause().time_s + kTaskDueAfter_s;
  if (!task.end_s) task.end_s = *task.due_s + kTaskDuration_s;
  return task;
}

/// `known`: the task if it is there already; its deal is the event's unless another is chosen.
template <class Operation>
Event& tell_of_deal(EventType type, const Operation& operation, AccountDraft& account,
                    const std::shared_ptr<const Task>& known) {
  DealChoice choice = operation.deal;
  if (!choice.deal && known) choice.deal.emplace().id = known->deal;
  Event& event = account.tell(type);
  show_deal(event, account, take_deal(account, choice, DealNeed::kUsual), operation.contact_block);
  return event;
}

void show_task(Event& event, AccountDraft& account, Task task) {
  event.task = account.tasks.put(std::move(task));
  event.task_type = account.task_types.find(event.task->type);
}

}  // namespace

void perform(const AddTask& add, AccountDraft& account) {
  const TaskChange change = add.task.value_or(TaskChange());
  const auto known = named_task(account, add.task);
  Event& event = tell_of_deal(EventType::kDealTaskAdd, add, account, known);
  refuse_unknown(account, change, true);
  Task task = timed_task(account, known, event.deal->id, change);
  show_task(event, account, std::move(task));
}

void perform(const CompleteTask& complete, AccountDraft& account) {
  const TaskChange change = complete.task.value_or(TaskChange());
  const auto known =
      change.id ? named_task(account, complete.task) : usual_task(account, complete.deal);
  Event& event = tell_of_deal(EventType::kDealTaskComplete, complete, account, known);
  refuse_unknown(account, change, false);
  Task task = timed_task(account, known, event.deal->id, change);
  if (!change.done_s) task.done_s = account.cause().time_s;
  show_task(event, account, std::move(task));
}

}  // namespace hookline
