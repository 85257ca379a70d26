#pragma once

#include "emitter/platform/api/v1/frame/v1_call.h"

#include <span>

namespace hookline {

/// Pipelines, stages, tasks and their types.
std::span<const V1Action> deal_part_actions();

}  // namespace hookline
