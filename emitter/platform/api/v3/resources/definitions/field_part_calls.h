#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// /fieldOptions and /fieldRels: the values that custom fields offer, and their lists.
std::span<const V3Route> field_part_routes();

}  // namespace hookline
