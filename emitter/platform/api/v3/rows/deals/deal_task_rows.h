#pragma once

#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/entities/deals/task.h"

namespace hookline {

extern const Resource<Task> kDealTasks;

}  // namespace hookline
