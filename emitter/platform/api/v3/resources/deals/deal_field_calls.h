#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// Custom fields of deals.
std::span<const V3Route> deal_field_routes();

}  // namespace hookline
