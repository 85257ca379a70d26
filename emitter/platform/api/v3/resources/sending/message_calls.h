#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// /messages: what campaigns send.
std::span<const V3Route> message_routes();

}  // namespace hookline
