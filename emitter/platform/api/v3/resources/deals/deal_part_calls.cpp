#include "emitter/platform/api/v3/resources/deals/deal_part_calls.h"

#include "emitter/platform/account/operations/deals/part_removals.h"
#include "emitter/platform/account/operations/deals/parts.h"
#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/api/first_stages.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/deals/deal_part_rows.h"
#include "emitter/platform/entities/deals/money.h"

#include <algorithm>
#include <utility>

namespace hookline {
namespace {

/// The vendor refuses without a word what is still in use.
template <class Removal>
void remove_unused(const Removal& removal, AccountDraft& draft) {
  try {
    perform(removal, draft);
  } catch (const OperationError&) {
    throw V3Error(403, VendorJson::object());
  }
}

// Pipelines. What deals, or tasks, are of can't be deleted.

std::string sent_currency(const SentAttributes& sent) {
  const auto code = currency_code(sent.required_text("currency"));
  if (!code) sent.refuse("currency", "It must be a code of three letters, such as usd.");
  return *code;
}

void set_sent_group(Pipeline& pipeline, const SentAttributes& sent) {
  if (sent.has("title")) pipeline.title = sent.required_text("title");
  if (sent.has("currency")) pipeline.currency = sent_currency(sent);
}

Answer create_group(const V3Call& call) {
  const SentAttributes sent = call.sent("dealGroup");
  sent.required_text("title");
  sent.required_text("currency");
  Pipeline pipeline;
  set_sent_group(pipeline, sent);
  return created_answer(
      call, kDealGroups, sent,
      [&](AccountDraft& draft) {
        perform(AddPipeline{pipeline}, draft);
        auto made = draft.events().back().pipeline;
        put_first_stages(draft, made->id);
        return made;
      },
      [](const Pipeline& made, const RowContext& context) {
        return VendorJson{{"dealStages", stage_rows(made.id, context)},
                          {"dealGroupUsers", deal_group_users(made, context)},
                          {"dealGroupGroups", deal_group_groups(made, context)}};
      });
}

Answer read_group(const V3Call& call) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    const auto group = entity_of(call, view.account, kDealGroups, &AccountState::pipelines);
    return VendorJson{{"dealStages", stage_rows(group->id, context)},
                      {"dealGroup", row_of(kDealGroups.row, *group, context)}};
  }));
}

Answer list_groups(const V3Call& call) {
  return list_answer(call, kDealGroups, &AccountState::pipelines,
                     [](const std::vector<const Pipeline*>& page, const RowContext& context) {
                       VendorJson rows = VendorJson::array();
                       for (const Pipeline* pipeline : page)
                         for (VendorJson& row : stage_rows(pipeline->id, context))
                           rows.push_back(std::move(row));
                       return VendorJson{{"dealStages", std::move(rows)}};
                     });
}

Answer change_group(const V3Call& call) {
  const SentAttributes sent = call.sent("dealGroup");
  return changed_answer(
      call, kDealGroups, &AccountDraft::pipelines, sent,
      [&](AccountDraft& draft, const Pipeline& before) {
        return edited(draft.pipelines, before,
                      [&](Pipeline& pipeline) { set_sent_group(pipeline, sent); });
      },
      [](const Pipeline& pipeline, const RowContext& context) {
        return VendorJson{{"dealGroupUsers", deal_group_users(pipeline, context)},
                          {"dealGroupGroups", deal_group_groups(pipeline, context)}};
      });
}

Answer remove_group(const V3Call& call) {
  return removed_answer(call, kDealGroups, &AccountDraft::pipelines,
                        [](AccountDraft& draft, const Pipeline& pipeline) {
                          remove_unused(RemovePipeline{pipeline.id}, draft);
                        });
}

// Stages

void set_sent_stage(Stage& stage, const SentAttributes& sent) {
  if (sent.has("title")) stage.title = sent.required_text("title");
  if (auto color = sent.text("color")) stage.color = std::move(*color);
  if (const auto order = sent.id("order")) stage.order = *order;
  if (const auto group = sent.id("group")) stage.pipeline = *group;
}

std::uint64_t next_order(const AccountDraft& draft, std::uint64_t pipeline) {
  std::uint64_t highest = 0;
  for (const std::uint64_t id : draft.stages.ids()) {
    const auto stage = draft.stages.find(id);
    if (stage->pipeline == pipeline) highest = std::max(highest, stage->order);
  }
  return highest + 1;
}

Answer create_stage(const V3Call& call) {
  const SentAttributes sent = call.sent("dealStage");
  sent.required_text("title");
  sent.required_id("group");
  Stage stage;
  set_sent_stage(stage, sent);
  return created_answer(call, kDealStages, sent, [&](AccountDraft& draft) {
    require_related(draft.pipelines, stage.pipeline, "group");
    if (stage.order == 0) stage.order = next_order(draft, stage.pipeline);
    perform(AddStage{stage}, draft);
    return draft.events().back().stage;
  });
}

Answer change_stage(const V3Call& call) {
  const SentAttributes sent = call.sent("dealStage");
  return changed_answer(call, kDealStages, &AccountDraft::stages, sent,
                        [&](AccountDraft& draft, const Stage& before) {
                          return edited(draft.stages, before, [&](Stage& stage) {
                            set_sent_stage(stage, sent);
                            require_related(draft.pipelines, stage.pipeline, "group");
                          });
                        });
}

Answer read_stage(const V3Call& call) {
  return read_answer(call, kDealStages, &AccountState::stages);
}
Answer list_stages(const V3Call& call) {
  return list_answer(call, kDealStages, &AccountState::stages);
}
Answer remove_stage(const V3Call& call) {
  return removed_answer(
      call, kDealStages, &AccountDraft::stages,
      [](AccountDraft& draft, const Stage& stage) { remove_unused(RemoveStage{stage.id}, draft); });
}

// Types of tasks

void check_title(const AccountDraft& draft, const std::string& title, std::uint64_t but) {
  const auto same = draft.task_types.find_if(
      [&](const TaskType& type) { return type.title == title && type.id != but; });
  if (same) throw attribute_taken("title", "A task type with this title already exists.");
}

Answer create_type(const V3Call& call) {
  const SentAttributes sent = call.sent("dealTasktype");
  TaskType type;
  type.title = sent.required_text("title");
  return created_answer(call, kDealTasktypes, sent, [&](AccountDraft& draft) {
    check_title(draft, type.title, 0);
    perform(AddTaskType{type}, draft);
    return draft.events().back().task_type;
  });
}

Answer change_type(const V3Call& call) {
  const SentAttributes sent = call.sent("dealTasktype");
  return changed_answer(call, kDealTasktypes, &AccountDraft::task_types, sent,
                        [&](AccountDraft& draft, const TaskType& before) {
                          return edited(draft.task_types, before, [&](TaskType& type) {
                            if (!sent.has("title")) return;
                            type.title = sent.required_text("title");
                            check_title(draft, type.title, type.id);
                          });
                        });
}

Answer read_type(const V3Call& call) {
  return read_answer(call, kDealTasktypes, &AccountState::task_types);
}
Answer list_types(const V3Call& call) {
  return list_answer(call, kDealTasktypes, &AccountState::task_types);
}

Answer remove_type(const V3Call& call) {
  return removed_answer(call, kDealTasktypes, &AccountDraft::task_types,
                        [](AccountDraft& draft, const TaskType& type) {
                          remove_unused(RemoveTaskType{type.id}, draft);
                        });
}

}  // namespace

std::span<const V3Route> deal_part_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/dealGroups", create_group},
      {"GET", "/dealGroups", list_groups},
      {"GET", "/dealGroups/{id}", read_group},
      {"PUT", "/dealGroups/{id}", change_group},
      {"DELETE", "/dealGroups/{id}", remove_group},
      {"POST", "/dealStages", create_stage},
      {"GET", "/dealStages", list_stages},
      {"GET", "/dealStages/{id}", read_stage},
      {"PUT", "/dealStages/{id}", change_stage},
      {"DELETE", "/dealStages/{id}", remove_stage},
      {"POST", "/dealTasktypes", create_type},
      {"GET", "/dealTasktypes", list_types},
      {"GET", "/dealTasktypes/{id}", read_type},
      {"PUT", "/dealTasktypes/{id}", change_type},
      {"DELETE", "/dealTasktypes/{id}", remove_type},
  };
  return kRoutes;
}

}  // namespace hookline
