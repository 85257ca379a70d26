#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// What belongs to a contact: /contacts/{id}/…
std::span<const V3Route> contact_part_routes();

}  // namespace hookline
