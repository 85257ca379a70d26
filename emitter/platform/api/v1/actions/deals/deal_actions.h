#pragma once

#include "emitter/platform/api/v1/frame/v1_call.h"

#include <span>

namespace hookline {

/// deal_add, deal_note_add and so on.
std::span<const V1Action> deal_actions();

}  // namespace hookline
