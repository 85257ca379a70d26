#include "emitter/dispatch/pacer.h"

#include <chrono>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {

Pacer Pacer::constant(Clock::time_point start, double per_second) {
  if (!std::isfinite(per_second) || per_second <= 0) {
    throw std::invalid_argument(
        fmt::format("a rate of {} per second makes no sense; give a number over 0", per_second));
  }
  return {start, per_second};
}

Clock::time_point Pacer::due(std::uint64_t n) const {
  if (per_second_ == 0) return start_;
  // long double: 64 bits of mantissa keep nanoseconds exact over years.
  const auto offset = std::chrono::duration<long double>(static_cast<long double>(n) /
                                                         static_cast<long double>(per_second_));
  return start_ + std::chrono::round<Clock::duration>(offset);
}

}  // namespace hookline
