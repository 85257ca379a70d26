#include "emitter/platform/api/v3/rows/deals/deal_part_rows.h"

#include "emitter/platform/api/v3/conventions/entity_columns.h"

#include <algorithm>
#include <vector>

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace deal_part_columns {

using namespace entity_columns;
using entity_columns::kOnlySent;
using entity_columns::kSent;
using Context = RowContext;

std::vector<const Stage*> stages_of(std::uint64_t pipeline, const Context& c) {
  std::vector<const Stage*> stages;
  for (const auto& [stage_id, stage] : c.account.stages)
    if (stage->pipeline == pipeline) stages.push_back(stage.get());
  std::ranges::stable_sort(stages, {}, &Stage::order);
  return stages;
}

VendorJson stage_ids(const Pipeline& pipeline, const Context& c) {
  VendorJson ids = VendorJson::array();
  for (const Stage* stage : stages_of(pipeline.id, c)) ids.push_back(id_text(stage->id));
  return ids;
}

VendorJson group_links(const Pipeline& pipeline, const Context& c) {
  return c.links("dealGroups", pipeline.id,
                 {"stages", "dealGroupUsers", "dealGroupGroups", "winProbabilityFeatures"});
}

constexpr Column<Pipeline> kGroupRow[] = {
    {"title", text<&Pipeline::title>, kSent},
    {"currency", text<&Pipeline::currency>, kSent},
    fixed_column<Pipeline>("autoassign", "1"),
    fixed_column<Pipeline>("allusers", "1"),
    fixed_column<Pipeline>("allgroups", "1"),
    null_column<Pipeline>("win_probability_initialize_date"),
    {"cdate", made},
    {"udate", changed},
    {"stages", stage_ids},
    {"links", group_links},
    {"id", id},
};

/// The three flags are numbers here.
VendorJson one(const Pipeline&, const Context&) {
  return 1;
}
VendorJson first_id(const Pipeline&, const Context&) {
  return VendorJson::array({"1"});
}

constexpr Column<Pipeline> kGroupCreated[] = {
    {"title", text<&Pipeline::title>, kSent},
    {"currency", text<&Pipeline::currency>, kSent},
    {"allgroups", one, kSent},
    {"allusers", one, kSent},
    {"autoassign", one, kSent},
    {"cdate", made},
    {"udate", changed},
    {"links", group_links},
    {"stages", stage_ids},
    {"dealGroupUsers", first_id},
    {"dealGroupGroups", first_id},
    {"id", id},
};

constexpr Criterion kGroupCriteria[] = {{"title", "title", ListQuery::Operator::kContains}};

VendorJson stage_links(const Stage& stage, const Context& c) {
  return c.links("dealStages", stage.id, {"group"});
}
VendorJson group_of(const Stage& stage, const Context&) {
  return id_text(stage.pipeline);
}
VendorJson order_text(const Stage& stage, const Context&) {
  return id_text(stage.order);
}
VendorJson order_number(const Stage& stage, const Context&) {
  return stage.order;
}
/// The three stages that come with a pipeline have no dates.
VendorJson stage_made(const Stage& stage, const Context& c) {
  return stage.came_with_pipeline ? VendorJson() : c.time(stage.created_s);
}
VendorJson stage_changed(const Stage& stage, const Context& c) {
  return stage.came_with_pipeline ? VendorJson() : c.time(stage.updated_s);
}

constexpr Column<Stage> kStageRow[] = {
    {"group", group_of, kSent},
    {"title", text<&Stage::title>, kSent},
    {"color", text<&Stage::color>, kSent},
    {"order", order_text, kSent},
    fixed_column<Stage>("width", "280"),
    fixed_column<Stage>("dealOrder", "next-action DESC"),
    fixed_column<Stage>("cardRegion1", "title"),
    fixed_column<Stage>("cardRegion2", "next-action"),
    fixed_column<Stage>("cardRegion3", "show-avatar"),
    fixed_column<Stage>("cardRegion4", "contact-fullname-orgname"),
    fixed_column<Stage>("cardRegion5", "value"),
    {"cdate", stage_made},
    {"udate", stage_changed},
    {"links", stage_links},
    {"id", id},
};

constexpr Column<Stage> kStageCreated[] = {
    {"color", text<&Stage::color>, kSent},
    {"order", order_number, kSent},
    {"title", text<&Stage::title>, kSent},
    {"width", [](const Stage&, const Context&) -> VendorJson { return 280; }},
    fixed_column<Stage>("cardRegion1", "title"),
    fixed_column<Stage>("cardRegion2", "next-action"),
    fixed_column<Stage>("cardRegion3", "show-avatar"),
    fixed_column<Stage>("cardRegion4", "contact-fullname-orgname"),
    fixed_column<Stage>("cardRegion5", "value"),
    fixed_column<Stage>("dealOrder", "next-action DESC"),
    {"group", group_of, kSent},
    {"cdate", stage_made},
    {"udate", stage_changed},
    {"links", stage_links},
    {"id", id},
};

constexpr Criterion kStageCriteria[] = {{"title", "title", ListQuery::Operator::kContains},
                                        {"d_groupid", "group"}};

VendorJson type_links(const TaskType& type, const Context& c) {
  return c.links("dealTasktypes", type.id, {"dealTasks", "tasktypeOutcomeRels"});
}

constexpr Column<TaskType> kTypeRow[] = {
    fixed_column<TaskType>("defduration", "0"),
    fixed_column<TaskType>("status", "0"),
    {"title", text<&TaskType::title>, kSent},
    {"cdate", made},
    {"udate", changed},
    fixed_column<TaskType>("created_by", "1"),
    null_column<TaskType>("updated_by"),
    {"created_utc_timestamp", made},
    {"updated_utc_timestamp", changed},
    fixed_column<TaskType>("display_order", "0"),
    {"links", type_links},
    {"id", id},
};

constexpr Column<TaskType> kTypeCreated[] = {
    {"title", text<&TaskType::title>, kSent},
    {"status", nullptr, kOnlySent},
    {"cdate", made},
    {"udate", changed},
    fixed_column<TaskType>("created_by", "1"),
    {"links", type_links},
    {"id", id},
};

constexpr Criterion kTypeCriteria[] = {{"title", "title", ListQuery::Operator::kContains}};

}  // namespace deal_part_columns
}  // namespace

const Resource<Pipeline> kDealGroups = {"dealGroups",
                                        "dealGroup",
                                        "DealGroup",
                                        deal_part_columns::kGroupRow,
                                        deal_part_columns::kGroupCreated,
                                        deal_part_columns::kGroupCriteria};
const Resource<Stage> kDealStages = {"dealStages",
                                     "dealStage",
                                     "DealStage",
                                     deal_part_columns::kStageRow,
                                     deal_part_columns::kStageCreated,
                                     deal_part_columns::kStageCriteria};
const Resource<TaskType> kDealTasktypes = {"dealTasktypes",
                                           "dealTasktype",
                                           "DealTasktype",
                                           deal_part_columns::kTypeRow,
                                           deal_part_columns::kTypeCreated,
                                           deal_part_columns::kTypeCriteria};

VendorJson stage_rows(std::uint64_t pipeline, const RowContext& context) {
  VendorJson rows = VendorJson::array();
  for (const Stage* stage : deal_part_columns::stages_of(pipeline, context))
    rows.push_back(row_of(kDealStages.row, *stage, context));
  return rows;
}

VendorJson deal_group_users(const Pipeline& pipeline, const RowContext& context) {
  return VendorJson::array({{{"dealGroup", id_text(pipeline.id)},
                             {"user", "1"},
                             {"cdate", nullptr},
                             {"links", context.links("dealGroupUsers", 1, {"dealGroup", "user"})},
                             {"id", "1"}}});
}

VendorJson deal_group_groups(const Pipeline& pipeline, const RowContext& context) {
  const std::string group = std::to_string(pipeline.id);
  return VendorJson::array({{{"d_groupid", group},
                             {"groupid", "3"},
                             {"cdate", nullptr},
                             {"links", context.links("dealGroupGroups", 1, {"dealGroup", "group"})},
                             {"id", "1"},
                             {"dealGroup", group},
                             {"group", "3"}}});
}

}  // namespace hookline
