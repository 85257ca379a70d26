#include "emitter/load/latency/latency_histogram.h"

#include <algorithm>
#include <cmath>

namespace hookline {

void LatencyHistogram::record(Duration duration) {
  const std::int64_t ns = std::max<std::int64_t>(0, duration.count());
  ++counts_[Buckets::of(static_cast<std::uint64_t>(ns))];
  ++count_;
  max_ns_ = std::max(max_ns_, ns);
  sum_ns_ += static_cast<double>(ns);
}

void LatencyHistogram::merge(const LatencyHistogram& other) {
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
  count_ += other.count_;
  max_ns_ = std::max(max_ns_, other.max_ns_);
  sum_ns_ += other.sum_ns_;
}

LatencyHistogram::Parts LatencyHistogram::parts() const {
  Parts parts{.max_ns = max_ns_, .sum_ns = std::llround(sum_ns_)};
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] > 0) parts.buckets.emplace_back(i, counts_[i]);
  }
  return parts;
}

void LatencyHistogram::add_parts(const Parts& parts) {
  for (const auto& [bucket, count] : parts.buckets) {
    if (bucket >= counts_.size()) continue;
    counts_[bucket] += count;
    count_ += count;
  }
  max_ns_ = std::max(max_ns_, parts.max_ns);
  sum_ns_ += static_cast<double>(parts.sum_ns);
}

LatencyHistogram::Duration LatencyHistogram::mean() const {
  if (count_ == 0) return {};
  return Duration(std::llround(sum_ns_ / static_cast<double>(count_)));
}

LatencyHistogram::Duration LatencyHistogram::percentile(double percent) const {
  if (count_ == 0) return {};
  const std::size_t bucket = Buckets::of_percentile(counts_, count_, percent);
  return Duration(std::min(max_ns_, static_cast<std::int64_t>(Buckets::end_of(bucket))));
}

}  // namespace hookline
