#pragma once

#include "emitter/dispatch/delivery.h"

#include <cstdint>

namespace hookline {

/// When the n-th delivery of a run is due. Pure arithmetic: no error adds up over a long run.
class Pacer {
 public:
  /// Everything is due at the start: as fast as it goes.
  static Pacer at_once(Clock::time_point start) { return {start, 0}; }
  /// Evenly spaced from the start on. Throws std::invalid_argument unless the rate is a positive,
  /// finite number.
  static Pacer constant(Clock::time_point start, double per_second);

  /// n counts from 0.
  Clock::time_point due(std::uint64_t n) const;

 private:
  Pacer(Clock::time_point start, double per_second) : start_(start), per_second_(per_second) {}

  Clock::time_point start_;
  double per_second_;  ///< 0: all at once
};

}  // namespace hookline
