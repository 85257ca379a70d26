#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// The calls about webhooks, and about the events that they can listen for.
std::span<const V3Route> webhook_routes();

}  // namespace hookline
