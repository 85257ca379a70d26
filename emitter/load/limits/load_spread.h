#pragma once

#include "emitter/load/results/load_timeline.h"

#include <optional>

namespace hookline {

// What two runs differ by counts from twice how much they vary within themselves, tenth by tenth, 5
// % and 0.05 ms on: one run can't tell chance from change, its parts can.

/// How much figures vary within one run: the standard deviation over the tenths of it, as a share
/// of their mean. What two runs differ by that much says nothing. None where a run is too short.
struct LoadSpread {
  std::optional<double> rate = {};
  std::optional<double> p50 = {};
  std::optional<double> p90 = {};
  std::optional<double> p99 = {};
  std::optional<double> p999 = {};
};

LoadSpread spread_of(const LoadTimeline& timeline);

}  // namespace hookline
