#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// Notes about contacts and deals.
std::span<const V3Route> note_routes();

}  // namespace hookline
