#pragma once

#include "catcher/captures/filters/capture_filter.h"
#include "catcher/captures/store/searches/hidden_captures.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>

namespace hookline {

/// How much of each capture a list holds.
enum class CapturePart : std::uint8_t {
  kHead,   ///< raw is the head alone: for lists that show no bodies
  kStart,  ///< and the first kBodyStartBytes of the body, but nothing of one over kBodyStartOfMax,
           ///< which would take long to read
  kWhole,
};
inline constexpr std::size_t kBodyStartBytes = std::size_t{8} << 10;
inline constexpr std::size_t kBodyStartOfMax = std::size_t{256} << 10;

/// Which captures: after < id < before, matching the filter, at most `limit`.
struct CaptureQuery {
  std::int64_t after = 0;
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  std::size_t limit = 100;
  /// true: the `limit` newest of them instead of the `limit` oldest. Either way they are returned
  /// oldest first.
  bool newest = false;
  CapturePart part = CapturePart::kWhole;
  CaptureFilter filter = {};
  /// What the store passes over; it says so itself.
  std::shared_ptr<const HiddenCaptures> hidden = nullptr;
  /// Asked now and then while captures are searched, from several threads at once: true where
  /// nobody waits any more for what is found. Then the search ends with SearchGivenUp. Null: it
  /// goes on to its end.
  std::function<bool()> is_given_up = nullptr;
  /// That costs a call of the system; most searches are over before the first.
  std::chrono::milliseconds asked_every{50};
};

}  // namespace hookline
