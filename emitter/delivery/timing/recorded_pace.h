#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hookline {

/// When things once happened, as spaces of time that can be kept again: a value.
class RecordedPace {
 public:
  using Seconds = std::chrono::duration<long double>;

  /// Of moments in any order. Throws std::invalid_argument, with a sentence, unless there are two
  /// that differ.
  explicit RecordedPace(std::vector<std::int64_t> moments_us);

  std::size_t size() const { return offsets_us_.size(); }
  /// A second, on average.
  double rate() const;
  /// How long after the first the n-th happened; after the last it goes around, one average space
  /// later.
  Seconds offset(std::uint64_t n) const;

 private:
  std::vector<std::int64_t> offsets_us_;  ///< from 0 on, never falling
  Seconds round_;                         ///< from the first to the first of the next time around
};

}  // namespace hookline
