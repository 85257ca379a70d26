#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace hookline {

/// Cuts durations in nanoseconds into buckets: the first 2^kPrecisionBits have one each; from there
/// on each doubling is cut into so many parts, each that part of its lower end wide.
template <unsigned kPrecisionBits>
struct LatencyBuckets {
  static constexpr std::size_t kPerDoubling = std::size_t{1} << kPrecisionBits;
  static constexpr std::size_t kCount = (64 - kPrecisionBits) * kPerDoubling;

  /// Up to 2^63 - 1.
  static constexpr std::size_t of(std::uint64_t ns) {
    if (ns < kPerDoubling) return ns;
    const auto shift = static_cast<unsigned>(std::bit_width(ns)) - kPrecisionBits - 1;
    return shift * kPerDoubling + (ns >> shift);
  }

  /// The longest duration of a bucket.
  static constexpr std::uint64_t end_of(std::size_t bucket) {
    if (bucket < 2 * kPerDoubling) return bucket;
    const std::size_t shift = bucket / kPerDoubling - 1;
    const std::uint64_t mantissa = bucket - shift * kPerDoubling;
    return ((mantissa + 1) << shift) - 1;
  }

  /// In which of the buckets, which start with the `first`, the duration lies that `percent` of all
  /// don't exceed; so many are in them together, and not none.
  template <class Count, std::size_t kSize>
  static std::size_t of_percentile(const std::array<Count, kSize>& counts, std::uint64_t all,
                                   double percent, std::size_t first = 0) {
    const double share = std::clamp(percent, 0.0, 100.0) / 100;
    // A hair less, as 99.9 % of 1,000 is 999 and not, by the rounding of binary fractions, 1,000.
    const double rank = std::ceil(share * static_cast<double>(all) - 1e-6);
    const auto wanted = static_cast<std::uint64_t>(std::max(1.0, rank));
    std::uint64_t seen = 0;
    std::size_t at = 0;
    while (at + 1 < counts.size() && (seen += counts[at]) < wanted) ++at;
    return first + at;
  }
};

}  // namespace hookline
