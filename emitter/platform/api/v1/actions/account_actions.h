#pragma once

#include "emitter/platform/api/v1/frame/v1_call.h"

#include <span>

namespace hookline {

/// user_me, account_view.
std::span<const V1Action> account_actions();

}  // namespace hookline
