#include "emitter/platform/api/v1/actions/deals/deal_part_actions.h"

#include "emitter/platform/account/operations/deals/part_removals.h"
#include "emitter/platform/account/operations/deals/parts.h"
#include "emitter/platform/account/operations/deals/tasks.h"
#include "emitter/platform/account/state/account_change.h"
#include "emitter/platform/api/first_stages.h"
#include "emitter/platform/api/rows/account_time.h"
#include "emitter/platform/entities/deals/money.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

V1Result pipeline_add(const V1Call& call) {
  Pipeline pipeline;
  pipeline.title = call.parameters.required("title");
  const auto currency = currency_code(call.parameters.text("currency").value_or("usd"));
  if (!currency) throw V1Error("currency is no code of three letters");
  pipeline.currency = *currency;
  const auto performed = call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    perform(AddPipeline{pipeline}, draft);
    put_first_stages(draft, draft.events().back().pipeline->id);
  });
  return {"Deal pipeline added", {{"id", performed.events.back().pipeline->id}}};
}

/// `table` holds the thing of the id that is given.
template <class Entity, class Change>
void edit_part(const V1Call& call, TableDraft<Entity> AccountTables<TableDraft>::*table,
               Change change) {
  const std::uint64_t id = call.parameters.required_id("id");
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    const auto before = (draft.*table).find(id);
    if (!before) throw V1Error("Failed: Nothing is returned");
    Entity after = *before;
    change(after, draft);
    (draft.*table).put(std::move(after));
  });
}

V1Result pipeline_edit(const V1Call& call) {
  edit_part(call, &AccountDraft::pipelines, [&](Pipeline& pipeline, AccountDraft&) {
    if (call.parameters.text("title")) pipeline.title = call.parameters.required("title");
  });
  return {"Deal pipeline updated"};
}

/// Its deals go on in the pipeline `new_pipeline`, in its first stage; without one there must be
/// none.
V1Result pipeline_delete(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  const std::uint64_t heir = call.parameters.id("new_pipeline").value_or(0);
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    if (heir != 0 && (heir == id || !draft.pipelines.find(heir)))
      throw V1Error("new_pipeline is no other pipeline");
    for (const std::uint64_t deal_id : draft.deals.ids()) {
      const auto deal = draft.deals.find(deal_id);
      if (deal->pipeline != id || heir == 0) continue;
      DealChange change;
      change.pipeline = heir;
      draft.deals.put(changed(draft, *deal, change));
    }
    perform(RemovePipeline{id}, draft);
  });
  return {"Deal pipeline deleted"};
}

template <class Entity>
VendorJson titled_rows(const Table<Entity>& table) {
  VendorJson rows = VendorJson::array();
  for (const auto& [id, entity] : table)
    rows.push_back({{"id", std::to_string(id)}, {"title", entity->title}});
  return numbered(rows);
}

V1Result pipeline_list(const V1Call& call) {
  return returned(call.platform.read(
      [](const Platform::View& view) { return titled_rows(view.account.pipelines); }));
}

std::optional<std::uint64_t> pipeline_given(const V1Call& call, const AccountDraft& draft) {
  const auto id = call.parameters.id("pipeline");
  if (id && !draft.pipelines.find(*id)) throw V1Error(fmt::format("There is no pipeline {}", *id));
  return id;
}

V1Result stage_add(const V1Call& call) {
  Stage stage;
  stage.title = call.parameters.required("title");
  stage.color = call.parameters.text("color").value_or(stage.color);
  stage.order = call.parameters.id("order").value_or(0);
  const auto performed = call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    stage.pipeline = pipeline_given(call, draft).value_or(0);
    if (stage.pipeline == 0 && !draft.pipelines.first()) throw V1Error("pipeline is missing");
    perform(AddStage{stage}, draft);
  });
  return {"Deal stage added", {{"id", performed.events.back().stage->id}}};
}

V1Result stage_edit(const V1Call& call) {
  edit_part(call, &AccountDraft::stages, [&](Stage& stage, AccountDraft& draft) {
    if (call.parameters.text("title")) stage.title = call.parameters.required("title");
    stage.color = call.parameters.text("color").value_or(stage.color);
    stage.order = call.parameters.id("order").value_or(stage.order);
    stage.pipeline = pipeline_given(call, draft).value_or(stage.pipeline);
  });
  return {"Deal stage updated"};
}

V1Result stage_delete(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  call.platform.perform(V1Call::cause(),
                        [&](AccountDraft& draft) { perform(RemoveStage{id}, draft); });
  return {"Deal stage deleted"};
}

V1Result stage_list(const V1Call& call) {
  return returned(call.platform.read(
      [](const Platform::View& view) { return titled_rows(view.account.stages); }));
}

TaskChange task_given(const V1Call& call, const AccountDraft& draft) {
  TaskChange change;
  change.deal = call.parameters.id("dealid");
  change.type = call.parameters.id("tasktypeid");
  change.title = call.parameters.text("title");
  change.note = call.parameters.text("note");
  if (change.deal && !draft.deals.find(*change.deal)) throw V1Error("There is no such deal");
  if (change.type && !draft.task_types.find(*change.type))
    throw V1Error("There is no such task type");
  const std::string due = call.parameters.text_or_empty("duedate");
  if (due.empty()) return change;
  change.due_s = account_time_from(due, draft.profile().time_zone);
  if (!change.due_s) throw V1Error("duedate is no date and time");
  return change;
}

V1Result task_add(const V1Call& call) {
  for (const char* name : {"dealid", "duedate", "tasktypeid"}) call.parameters.required(name);
  const auto performed = call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    AddTask add;
    add.task = task_given(call, draft);
    add.deal.deal = DealChange{};
    add.deal.deal->id = add.task->deal;
    perform(add, draft);
  });
  return {"Deal task added", {{"id", performed.events.back().task->id}}};
}

/// Status 1 completes it.
V1Result task_edit(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  const bool completes = call.parameters.flag("status");
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    const auto before = draft.tasks.find(id);
    if (!before) throw V1Error("Failed: Nothing is returned");
    draft.tasks.put(changed(draft, *before, task_given(call, draft)));
    if (!completes || before->done_s) return;
    CompleteTask complete;
    complete.task = TaskChange{};
    complete.task->id = id;
    perform(complete, draft);
  });
  return {"Deal task updated", {{"id", id}}};
}

V1Result tasktype_add(const V1Call& call) {
  TaskType type;
  type.title = call.parameters.required("title");
  const auto performed = call.platform.perform(
      V1Call::cause(), [&](AccountDraft& draft) { perform(AddTaskType{type}, draft); });
  return {"Deal task type added", {{"id", performed.events.back().task_type->id}}};
}

/// Its tasks get the type of `new_id`.
V1Result tasktype_delete(const V1Call& call) {
  const std::uint64_t id = call.parameters.required_id("id");
  const std::uint64_t heir = call.parameters.id("new_id").value_or(0);
  call.platform.perform(V1Call::cause(), [&](AccountDraft& draft) {
    for (const std::uint64_t task_id : draft.tasks.ids()) {
      Task task = *draft.tasks.find(task_id);
      if (task.type != id) continue;
      if (heir == id || !draft.task_types.find(heir)) throw V1Error("new_id is missing");
      task.type = heir;
      draft.tasks.put(std::move(task));
    }
    draft.task_types.remove(id);
  });
  return {"Deal task type deleted"};
}

}  // namespace

std::span<const V1Action> deal_part_actions() {
  static constexpr V1Action kActions[] = {
      {"deal_pipeline_add", pipeline_add},   {"deal_pipeline_edit", pipeline_edit},
      {"deal_pipeline_list", pipeline_list}, {"deal_pipeline_delete", pipeline_delete},
      {"deal_stage_delete", stage_delete},   {"deal_stage_add", stage_add},
      {"deal_stage_edit", stage_edit},       {"deal_stage_list", stage_list},
      {"deal_task_add", task_add},           {"deal_task_edit", task_edit},
      {"deal_tasktype_add", tasktype_add},   {"deal_tasktype_delete", tasktype_delete},
  };
  return kActions;
}

}  // namespace hookline
