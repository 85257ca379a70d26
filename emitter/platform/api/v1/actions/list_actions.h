#pragma once

#include "emitter/platform/api/v1/frame/v1_call.h"

#include <span>

namespace hookline {

/// list_add, list_view and so on.
std::span<const V1Action> list_actions();

}  // namespace hookline
