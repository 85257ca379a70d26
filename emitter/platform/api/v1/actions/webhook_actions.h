#pragma once

#include "emitter/platform/api/v1/frame/v1_call.h"

#include <span>

namespace hookline {

/// webhook_add, webhook_view, webhook_events and so on.
std::span<const V1Action> webhook_actions();

}  // namespace hookline
