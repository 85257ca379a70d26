#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// Calls that change many deals at once, each with an event of its own.
std::span<const V3Route> deal_bulk_routes();

}  // namespace hookline
