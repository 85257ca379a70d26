#pragma once

#include "emitter/platform/api/v1/frame/v1_call.h"

#include <span>

namespace hookline {

/// contact_add, contact_list and so on.
std::span<const V1Action> contact_actions();

}  // namespace hookline
