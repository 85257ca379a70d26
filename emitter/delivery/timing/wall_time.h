#pragma once

#include "emitter/delivery/delivery.h"

#include <cstdint>

namespace hookline {

// A time of this process, as can be written down (microseconds since 1970 UTC), and back: by what
// the two clocks say now.

std::int64_t wall_time_us(Clock::time_point time);
Clock::time_point steady_time(std::int64_t wall_us);

}  // namespace hookline
