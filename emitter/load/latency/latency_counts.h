#pragma once

#include "emitter/load/latency/latency_buckets.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace hookline {

/// A small histogram, of which there can be hundreds: durations from 1 µs to 137 s (others count as
/// the nearest), within 6.25 %. A value. The counts may wrap around; since() is right all the same.
struct LatencyCounts {
  using Duration = std::chrono::nanoseconds;
  using Buckets = LatencyBuckets<4>;
  static constexpr std::size_t kFirst = Buckets::of(1'000);
  static constexpr std::size_t kCount = Buckets::of((std::uint64_t{1} << 37) - 1) - kFirst + 1;

  static std::size_t index_of(Duration duration);

  void record(Duration duration) { ++counts[index_of(duration)]; }
  void merge(const LatencyCounts& other);
  /// What came to it since it was `earlier`.
  LatencyCounts since(const LatencyCounts& earlier) const;

  std::uint64_t count() const;
  /// What `percent` (0 to 100) of all don't exceed, rounded up to the end of its bucket; zero where
  /// there is none.
  Duration percentile(double percent) const;

  std::array<std::uint32_t, kCount> counts{};
};

}  // namespace hookline
