#pragma once

#include "emitter/delivery/delivery.h"
#include "emitter/delivery/timing/recorded_pace.h"

#include <chrono>
#include <cstdint>
#include <memory>

namespace hookline {

/// How a rate is spread over time.
enum class Pace : std::uint8_t {
  kConstant,  ///< evenly
  kBurst,     ///< those of each second at its start
  kRamp,      ///< from nothing up to the rate, over the whole duration
  kSine,      ///< around the rate, up to 1.9 and down to 0.1 of it, once in the whole duration
  kRecorded,  ///< as it once was, faster or slower
};

/// When the n-th delivery of a run is due. Pure arithmetic: no error adds up over a long run.
class Pacer {
 public:
  using Seconds = std::chrono::duration<long double>;

  /// Everything is due at the start: as fast as it goes.
  static Pacer at_once(Clock::time_point start) { return {start, Pace::kConstant, 0, {}}; }
  /// Evenly spaced from the start on. Throws std::invalid_argument unless the rate is a positive,
  /// finite number.
  static Pacer constant(Clock::time_point start, double per_second);
  /// The same, and kRamp and kSine need a duration of over 0, else they throw too; not for
  /// kRecorded.
  static Pacer shaped(Pace pace, Clock::time_point start, double per_second, Seconds duration);

  /// As recorded, stretched or squeezed so that it comes to the rate on average. Throws as
  /// constant() does.
  static Pacer recorded(Clock::time_point start, std::shared_ptr<const RecordedPace> pace,
                        double per_second);

  /// n counts from 0.
  Clock::time_point due(std::uint64_t n) const;

 private:
  Pacer(Clock::time_point start, Pace pace, double per_second, Seconds duration)
      : start_(start), pace_(pace), per_second_(per_second), duration_(duration) {}

  Seconds offset(long double n) const;
  Seconds sine_offset(long double n) const;

  Clock::time_point start_;
  Pace pace_;
  long double per_second_;  ///< 0: all at once
  Seconds duration_;
  std::shared_ptr<const RecordedPace> recorded_ = {};  ///< null but for kRecorded
};

}  // namespace hookline
