#include "emitter/delivery/timing/wall_time.h"

#include "catcher/base/units/timestamp.h"

#include <chrono>

namespace hookline {

std::int64_t wall_time_us(Clock::time_point time) {
  const auto from_now = std::chrono::floor<std::chrono::microseconds>(time - Clock::now());
  return wall_clock_us() + from_now.count();
}

Clock::time_point steady_time(std::int64_t wall_us) {
  return Clock::now() + std::chrono::microseconds(wall_us - wall_clock_us());
}

}  // namespace hookline
