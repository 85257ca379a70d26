#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// Which contact is on which list.
std::span<const V3Route> membership_routes();

}  // namespace hookline
