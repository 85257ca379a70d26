#include "emitter/platform/account/operations/deals/parts.h"

#include "emitter/platform/account/state/operation_error.h"

#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// `what` in a sentence, "task type"; `path` of the operation's part, "task_type".
template <class Entity>
std::shared_ptr<const Entity> added(TableDraft<Entity>& table, Entity part,
                                    std::string Entity::*name, std::string what,
                                    const std::string& path) {
  if ((part.*name).empty() && part.id) {
    if (auto found = table.find(part.id)) return found;
    refuse_nameless_part(what, part.id, table.ids(), path);
  }
  if ((part.*name).empty()) {
    what.front() = static_cast<char>(what.front() - 'a' + 'A');
    part.*name = fmt::format("{} {}", what, table.next_id());
  }
  return table.put(std::move(part));
}

}  // namespace

void perform(const AddList& add, AccountDraft& account) {
  Event& event = account.tell(EventType::kListAdd);
  event.new_list = added(account.lists, add.list, &List::name, "list", "list");
}

void perform(const AddPipeline& add, AccountDraft& account) {
  Event& event = account.tell(EventType::kDealPipelineAdd);
  event.pipeline = added(account.pipelines, add.pipeline, &Pipeline::title, "pipeline", "pipeline");
}

void perform(const AddStage& add, AccountDraft& account) {
  Event& event = account.tell(EventType::kDealStageAdd);
  Stage stage = add.stage;
  const auto first = account.pipelines.first();
  if (stage.pipeline == 0 && first) stage.pipeline = first->id;
  if (stage.pipeline != 0) require(account.pipelines, stage.pipeline, "pipeline", "stage/pipeline");
  event.stage = added(account.stages, std::move(stage), &Stage::title, "stage", "stage");
}

void perform(const AddTaskType& add, AccountDraft& account) {
  Event& event = account.tell(EventType::kDealTasktypeAdd);
  event.task_type =
      added(account.task_types, add.task_type, &TaskType::title, "task type", "task_type");
}

void refuse_nameless_part(std::string_view what, std::uint64_t id,
                          const std::vector<std::uint64_t>& known, std::string path) {
  throw OperationError(std::move(path),
                       no_such_sentence(what, id, known) + "; say what it is called to add it");
}

}  // namespace hookline
