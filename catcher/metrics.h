#pragma once

#include "catcher/captures/capture_store.h"
#include "catcher/wire/refusal.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace hookline {

/// What the catching address has done since it started. Any thread may count and read; the figures
/// are each right, but not of one moment.
class Metrics {
 public:
  void count_request(std::uint64_t bytes, Refusal refusal);
  /// A transaction of the store.
  void count_stored(std::chrono::nanoseconds duration);
  void count_unstored(std::size_t requests);

  /// In the text format of Prometheus, with what others know: the store's counts, open connections,
  /// open streams.
  std::string text(const StoreCounts& counts, std::size_t connections, int viewers) const;

 private:
  using Count = std::atomic<std::uint64_t>;

  /// Upper bounds of the store's latency buckets, in microseconds; the last bucket is what is over
  /// them all.
  static constexpr std::array<std::int64_t, 12> kBounds_us = {
      50, 100, 250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 100'000, 250'000, 1'000'000};

  Count requests_{0};
  Count bytes_{0};
  Count unstored_{0};
  std::array<Count, kRefusals.size()> refused_{};
  std::array<Count, kBounds_us.size() + 1> stored_{};
  Count stored_ns_{0};
};

}  // namespace hookline
