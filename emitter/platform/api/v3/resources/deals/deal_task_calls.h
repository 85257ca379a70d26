#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

std::span<const V3Route> deal_task_routes();

}  // namespace hookline
