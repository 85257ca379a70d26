#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// /contactDeals: further contacts of deals.
std::span<const V3Route> deal_contact_routes();

}  // namespace hookline
