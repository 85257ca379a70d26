#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// Custom fields of contacts, and their values.
std::span<const V3Route> field_routes();

}  // namespace hookline
