#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// Lists that clients ask for and that are always empty here, and the vendor's calls that this
/// platform leaves out, which say so.
std::span<const V3Route> other_routes();

}  // namespace hookline
