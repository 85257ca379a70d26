#pragma once

#include "catcher/replies/reply_decision.h"

#include <string_view>

namespace hookline {

/// What a path asks for by itself: "/status/503" and "/delay/250ms" anywhere in it, both if both
/// are there; of several the last. What follows counts where it starts with a digit: then a status
/// that is none, or a duration without its unit, is answered 400 with a sentence, for a typing
/// error must not look like a 200. Else ("/orders/status/shipped") it is a path like any other.
ReplyDecision reply_from_path(std::string_view path);

}  // namespace hookline
