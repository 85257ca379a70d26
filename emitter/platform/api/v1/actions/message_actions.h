#pragma once

#include "emitter/platform/api/v1/frame/v1_call.h"

#include <span>

namespace hookline {

/// message_…: the e-mails that campaigns send.
std::span<const V1Action> message_actions();

}  // namespace hookline
