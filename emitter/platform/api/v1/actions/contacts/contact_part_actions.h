#pragma once

#include "emitter/platform/api/v1/frame/v1_call.h"

#include <span>

namespace hookline {

/// Tags, notes and automations of contacts.
std::span<const V1Action> contact_part_actions();

}  // namespace hookline
