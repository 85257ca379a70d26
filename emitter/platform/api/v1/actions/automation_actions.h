#pragma once

#include "emitter/platform/api/v1/frame/v1_call.h"

#include <span>

namespace hookline {

/// automation_…, and contact_automation_list.
std::span<const V1Action> automation_actions();

}  // namespace hookline
