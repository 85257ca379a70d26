#include "emitter/delivery/timing/recorded_pace.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace hookline {
namespace {

/// Exact, where microseconds since 1970 in a double are not.
RecordedPace::Seconds seconds(std::int64_t duration_us) {
  return std::chrono::duration<long double, std::micro>(duration_us);
}

}  // namespace

RecordedPace::RecordedPace(std::vector<std::int64_t> moments_us)
    : offsets_us_(std::move(moments_us)) {
  std::sort(offsets_us_.begin(), offsets_us_.end());
  if (offsets_us_.empty() || offsets_us_.front() == offsets_us_.back()) {
    throw std::invalid_argument("a pace takes at least two moments that differ");
  }
  const std::int64_t first_us = offsets_us_.front();
  for (std::int64_t& moment_us : offsets_us_) moment_us -= first_us;
  const Seconds whole = seconds(offsets_us_.back());
  round_ = whole + whole / static_cast<long double>(offsets_us_.size() - 1);
}

double RecordedPace::rate() const {
  return static_cast<double>(static_cast<long double>(offsets_us_.size()) / round_.count());
}

RecordedPace::Seconds RecordedPace::offset(std::uint64_t n) const {
  const std::uint64_t rounds = n / offsets_us_.size();
  return static_cast<long double>(rounds) * round_ + seconds(offsets_us_[n % offsets_us_.size()]);
}

}  // namespace hookline
