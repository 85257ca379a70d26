#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// Contacts by the hundred, without events.
std::span<const V3Route> import_routes();

}  // namespace hookline
