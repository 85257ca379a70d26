#pragma once

#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/entities/deals/pipeline.h"
#include "emitter/platform/entities/deals/task.h"

#include <cstdint>

namespace hookline {

// What deals are made of. The vendor calls a pipeline a deal group.

extern const Resource<Pipeline> kDealGroups;
extern const Resource<Stage> kDealStages;
extern const Resource<TaskType> kDealTasktypes;

/// Rows beside a deal group: its stages, in their order.
VendorJson stage_rows(std::uint64_t pipeline, const RowContext& context);
/// Rows beside it: who may see it. This platform has one user and one group of users.
VendorJson deal_group_users(const Pipeline& pipeline, const RowContext& context);
VendorJson deal_group_groups(const Pipeline& pipeline, const RowContext& context);

}  // namespace hookline
