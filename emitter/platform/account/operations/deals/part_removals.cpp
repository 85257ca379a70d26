#include "emitter/platform/account/operations/deals/part_removals.h"

#include "emitter/platform/account/state/operation_error.h"

namespace hookline {
namespace {

/// Refuses where an entity of the table uses it.
template <class Entity, class IsUser>
void refuse_used(const TableDraft<Entity>& table, const char* path, const char* users,
                 IsUser is_user) {
  if (table.find_if(is_user)) throw OperationError(path, std::string("there are ") + users);
}

}  // namespace

void perform(const RemovePipeline& remove, AccountDraft& account) {
  const std::uint64_t id = require(account.pipelines, remove.pipeline, "pipeline", "pipeline")->id;
  refuse_used(account.deals, "pipeline", "deals in that pipeline",
              [&](const Deal& deal) { return deal.pipeline == id; });
  for (const std::uint64_t stage : account.stages.ids())
    if (account.stages.find(stage)->pipeline == id) account.stages.remove(stage);
  account.pipelines.remove(id);
}

void perform(const RemoveStage& remove, AccountDraft& account) {
  const std::uint64_t id = require(account.stages, remove.stage, "stage", "stage")->id;
  refuse_used(account.deals, "stage", "deals in that stage",
              [&](const Deal& deal) { return deal.stage == id; });
  account.stages.remove(id);
}

void perform(const RemoveTaskType& remove, AccountDraft& account) {
  const std::uint64_t id =
      require(account.task_types, remove.task_type, "task type", "task_type")->id;
  refuse_used(account.tasks, "task_type", "tasks of that type",
              [&](const Task& task) { return task.type == id; });
  account.task_types.remove(id);
}

}  // namespace hookline
