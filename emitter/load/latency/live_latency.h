#pragma once

#include "emitter/load/latency/latency_counts.h"

#include <array>
#include <atomic>

namespace hookline {

/// Latencies to look at while they come in: one thread records, any thread reads.
class LiveLatency {
 public:
  void record(LatencyCounts::Duration duration) {
    // Only one thread writes, so a load and a store are enough.
    std::atomic<std::uint32_t>& count = counts_[LatencyCounts::index_of(duration)];
    count.store(count.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  }

  LatencyCounts counts() const {
    LatencyCounts counts;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      counts.counts[i] = counts_[i].load(std::memory_order_relaxed);
    }
    return counts;
  }

 private:
  std::array<std::atomic<std::uint32_t>, LatencyCounts::kCount> counts_{};
};

}  // namespace hookline
