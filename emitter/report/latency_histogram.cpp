#include "emitter/report/latency_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace hookline {

/// The first kPerDoubling durations have a bucket each; from there on each doubling is cut into
/// kPerDoubling parts.
std::size_t LatencyHistogram::bucket_of(std::uint64_t ns) {
  if (ns < kPerDoubling) return ns;
  const auto shift = static_cast<unsigned>(std::bit_width(ns)) - kPrecisionBits - 1;
  return shift * kPerDoubling + (ns >> shift);
}

/// The longest duration of a bucket.
std::uint64_t LatencyHistogram::end_of(std::size_t bucket) {
  if (bucket < 2 * kPerDoubling) return bucket;
  const std::size_t shift = bucket / kPerDoubling - 1;
  const std::uint64_t mantissa = bucket - shift * kPerDoubling;
  return ((mantissa + 1) << shift) - 1;
}

void LatencyHistogram::record(Duration duration) {
  const std::int64_t ns = std::max<std::int64_t>(0, duration.count());
  ++counts_[bucket_of(static_cast<std::uint64_t>(ns))];
  ++count_;
  max_ns_ = std::max(max_ns_, ns);
}

void LatencyHistogram::merge(const LatencyHistogram& other) {
  for (std::size_t i = 0; i < kBuckets; ++i) counts_[i] += other.counts_[i];
  count_ += other.count_;
  max_ns_ = std::max(max_ns_, other.max_ns_);
}

LatencyHistogram::Duration LatencyHistogram::percentile(double percent) const {
  const double share = std::clamp(percent, 0.0, 100.0) / 100;
  // A hair less, as 99.9 % of 1,000 is 999 and not, by the rounding of binary fractions, 1,000.
  const double rank = std::ceil(share * static_cast<double>(count_) - 1e-6);
  const auto wanted = static_cast<std::uint64_t>(std::max(1.0, rank));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    seen += counts_[i];
    if (seen >= wanted) {
      return Duration(std::min(max_ns_, static_cast<std::int64_t>(end_of(i))));
    }
  }
  return max();
}

}  // namespace hookline
