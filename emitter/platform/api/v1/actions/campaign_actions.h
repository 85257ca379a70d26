#pragma once

#include "emitter/platform/api/v1/frame/v1_call.h"

#include <span>

namespace hookline {

/// campaign_create, campaign_list and so on.
std::span<const V1Action> campaign_actions();

}  // namespace hookline
