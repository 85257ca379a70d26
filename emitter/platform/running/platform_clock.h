#pragma once

#include <atomic>
#include <cstdint>

namespace hookline {

/// The platform's time: that of the calendar, and what it was advanced by. Any thread.
class PlatformClock {
 public:
  /// In microseconds since 1970 UTC.
  std::int64_t now_us() const;
  /// The same in seconds.
  std::int64_t now_s() const { return now_us() / 1'000'000; }
  /// How far ahead of the calendar it is.
  std::int64_t advanced_us() const { return advanced_us_; }
  void set_advanced(std::int64_t by_us) { advanced_us_ = by_us; }

 private:
  std::atomic<std::int64_t> advanced_us_ = 0;
};

}  // namespace hookline
