#pragma once

#include "emitter/platform/events/event_type.h"
#include "emitter/platform/events/source.h"

#include <array>
#include <cstdint>

namespace hookline {

/// How many events of each type and source were played.
using Coverage = std::array<std::array<std::uint64_t, kSources.size()>, kEventTypeCount>;

}  // namespace hookline
