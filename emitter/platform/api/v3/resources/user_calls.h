#pragma once

#include "emitter/platform/api/v3/conventions/v3_call.h"

#include <span>

namespace hookline {

/// Users, groups of users, and the account itself.
std::span<const V3Route> user_routes();

}  // namespace hookline
