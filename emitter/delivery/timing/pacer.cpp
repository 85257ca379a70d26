#include "emitter/delivery/timing/pacer.h"

#include <chrono>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace hookline {

namespace {

void refuse_no_rate(double per_second) {
  if (std::isfinite(per_second) && per_second > 0) return;
  throw std::invalid_argument(
      fmt::format("a rate of {} per second makes no sense; give a number over 0", per_second));
}

}  // namespace

Pacer Pacer::constant(Clock::time_point start, double per_second) {
  return shaped(Pace::kConstant, start, per_second, {});
}

Pacer Pacer::shaped(Pace pace, Clock::time_point start, double per_second, Seconds duration) {
  refuse_no_rate(per_second);
  if ((pace == Pace::kRamp || pace == Pace::kSine) && duration <= Seconds::zero()) {
    throw std::invalid_argument("a ramp or a sine needs to know how long it takes");
  }
  return {start, pace, per_second, duration};
}

Pacer Pacer::recorded(Clock::time_point start, std::shared_ptr<const RecordedPace> pace,
                      double per_second) {
  refuse_no_rate(per_second);
  Pacer pacer(start, Pace::kRecorded, per_second, {});
  pacer.recorded_ = std::move(pace);
  return pacer;
}

Clock::time_point Pacer::due(std::uint64_t n) const {
  if (per_second_ == 0) return start_;
  // long double: 64 bits of mantissa keep nanoseconds exact over years.
  return start_ + std::chrono::round<Clock::duration>(offset(static_cast<long double>(n)));
}

Pacer::Seconds Pacer::offset(long double n) const {
  switch (pace_) {
    case Pace::kConstant:
      break;
    case Pace::kBurst:
      return Seconds(std::floor(n / per_second_));
    case Pace::kRamp:
      // The area under the ramp: n = rate * t² / (2 * duration).
      return Seconds(std::sqrt(2 * n * duration_.count() / per_second_));
    case Pace::kSine:
      return sine_offset(n);
    case Pace::kRecorded:
      return recorded_->offset(static_cast<std::uint64_t>(n)) *
             (static_cast<long double>(recorded_->rate()) / per_second_);
  }
  return Seconds(n / per_second_);
}

/// The area under the wave has no inverse in closed form, but it only grows.
Pacer::Seconds Pacer::sine_offset(long double n) const {
  constexpr long double kSwing = 0.9L;
  constexpr int kHalvings = 64;
  const long double turn = duration_.count() / (2 * std::numbers::pi_v<long double>);
  const auto due_until = [&](long double t) {
    return per_second_ * (t + kSwing * turn * (1 - std::cos(t / turn)));
  };
  // At any time the wave has at least as many due as an even pace: so that is the upper bound.
  long double low = 0;
  long double high = n / per_second_;
  for (int i = 0; i < kHalvings; ++i) {
    const long double middle = (low + high) / 2;
    (due_until(middle) < n ? low : high) = middle;
  }
  return Seconds(high);
}

}  // namespace hookline
