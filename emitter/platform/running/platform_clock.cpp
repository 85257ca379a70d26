#include "emitter/platform/running/platform_clock.h"

#include "catcher/base/units/timestamp.h"

namespace hookline {

std::int64_t PlatformClock::now_us() const {
  return wall_clock_us() + advanced_us_;
}

}  // namespace hookline
