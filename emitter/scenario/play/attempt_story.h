#pragma once

#include "emitter/delivery/attempt.h"

#include <span>
#include <string>

namespace hookline {

/// How the attempts at one delivery went, in order: "500, again after 5s: 200". `with_waits`: the
/// waits between them too; without them, two deliveries that went alike have the same story.
std::string story_of(std::span<const Attempt* const> attempts, bool with_waits);

}  // namespace hookline
