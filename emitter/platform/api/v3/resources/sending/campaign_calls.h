#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// Campaigns and their messages, to be read; there is no call that sends one.
std::span<const V3Route> campaign_routes();

}  // namespace hookline
