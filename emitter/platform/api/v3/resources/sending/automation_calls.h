#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// Automations, and contacts put into them.
std::span<const V3Route> automation_routes();

}  // namespace hookline
