#pragma once

#include "emitter/load/latency/latency_buckets.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <utility>
#include <vector>

namespace hookline {

/// How often which duration was seen, from a nanosecond to centuries: a fixed number of buckets,
/// each at most 1/128 wider than its lower end, so that a percentile is right within 0.8 %. One
/// thread at a time; those of several threads are merged.
class LatencyHistogram {
 public:
  using Duration = std::chrono::nanoseconds;

  /// What is below zero counts as zero.
  void record(Duration duration);
  void merge(const LatencyHistogram& other);

  std::uint64_t count() const { return count_; }
  /// The smallest duration that `percent` (0 to 100) of all don't exceed, rounded up to the end of
  /// its bucket, never over max(). Zero where nothing was recorded.
  Duration percentile(double percent) const;
  /// Zero where nothing was recorded.
  Duration mean() const;
  /// All of it, to be written down: buckets in which something is, and how much; what add_parts()
  /// of another program of this version takes.
  struct Parts {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> buckets = {};
    std::int64_t max_ns = 0;
    std::int64_t sum_ns = 0;
  };
  Parts parts() const;
  /// What isn't a bucket is left out.
  void add_parts(const Parts& parts);
  /// Exact.
  Duration max() const { return Duration(max_ns_); }

 private:
  using Buckets = LatencyBuckets<7>;

  std::array<std::uint64_t, Buckets::kCount> counts_{};
  std::uint64_t count_ = 0;
  std::int64_t max_ns_ = 0;
  double sum_ns_ = 0;
};

}  // namespace hookline
