#pragma once

#include "emitter/delivery/delivery_state.h"
#include "emitter/load/latency/latency_counts.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace hookline {

/// What ended when: a bounded number of stretches of equal width, which doubles as the run gets
/// longer. One thread at a time; those of several threads are merged.
class LoadTimeline {
 public:
  using Duration = std::chrono::nanoseconds;

  struct Stretch {
    std::uint64_t delivered = 0;
    std::uint64_t failed = 0;
    Duration latency_max{0};
    LatencyCounts latency;
  };

  /// An attempt that delivered or failed. `at` counts from the start of the run; no latency where
  /// it isn't measured.
  void record(Duration at, DeliveryState state, std::optional<Duration> latency);
  void merge(LoadTimeline other);

  /// As another one's width() and stretches() were.
  static LoadTimeline of(Duration width, std::vector<Stretch> stretches);

  Duration width() const { return width_; }
  const std::vector<Stretch>& stretches() const { return stretches_; }

  static constexpr std::size_t kStretchesMax = 400;

 private:
  Stretch& stretch_at(Duration at);
  void double_width();

  Duration width_ = std::chrono::milliseconds(50);
  std::vector<Stretch> stretches_;
};

}  // namespace hookline
