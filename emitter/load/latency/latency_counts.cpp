#include "emitter/load/latency/latency_counts.h"

#include <algorithm>
#include <numeric>

namespace hookline {

std::size_t LatencyCounts::index_of(Duration duration) {
  const auto ns = static_cast<std::uint64_t>(std::max<std::int64_t>(0, duration.count()));
  return std::clamp(Buckets::of(ns), kFirst, kFirst + kCount - 1) - kFirst;
}

void LatencyCounts::merge(const LatencyCounts& other) {
  for (std::size_t i = 0; i < kCount; ++i) counts[i] += other.counts[i];
}

LatencyCounts LatencyCounts::since(const LatencyCounts& earlier) const {
  LatencyCounts more;
  for (std::size_t i = 0; i < kCount; ++i) more.counts[i] = counts[i] - earlier.counts[i];
  return more;
}

std::uint64_t LatencyCounts::count() const {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

LatencyCounts::Duration LatencyCounts::percentile(double percent) const {
  const std::uint64_t all = count();
  if (all == 0) return {};
  const std::size_t bucket = Buckets::of_percentile(counts, all, percent, kFirst);
  return Duration(static_cast<std::int64_t>(Buckets::end_of(bucket)));
}

}  // namespace hookline
