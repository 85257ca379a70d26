#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// Tags, and which contact has them.
std::span<const V3Route> tag_routes();

}  // namespace hookline
