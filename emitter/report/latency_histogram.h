#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

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
  /// Exact.
  Duration max() const { return Duration(max_ns_); }

 private:
  static constexpr unsigned kPrecisionBits = 7;
  static constexpr std::size_t kPerDoubling = std::size_t{1} << kPrecisionBits;
  static constexpr std::size_t kBuckets = (64 - kPrecisionBits) * kPerDoubling;

  static std::size_t bucket_of(std::uint64_t ns);
  static std::uint64_t end_of(std::size_t bucket);

  std::array<std::uint64_t, kBuckets> counts_{};
  std::uint64_t count_ = 0;
  std::int64_t max_ns_ = 0;
};

}  // namespace hookline
