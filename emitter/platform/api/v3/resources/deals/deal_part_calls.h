#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// Pipelines (deal groups), stages, types of tasks.
std::span<const V3Route> deal_part_routes();

}  // namespace hookline
