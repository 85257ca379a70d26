#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <vector>

namespace hookline {

/// All calls of the vendor's that this imitation knows, but for those that rows' links lead to.
const std::vector<V3Route>& v3_routes();

}  // namespace hookline
