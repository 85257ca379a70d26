#pragma once

#include "emitter/load/load_run.h"
#include "emitter/load/plan/load_plan.h"

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>

namespace hookline {

/// Says how a run goes, in a line that fits the terminal: how much is done, and what the last
/// second was like.
class ProgressText {
 public:
  /// Of `plan` only what it says about the end is kept.
  explicit ProgressText(const LoadPlan& plan);

  /// Call with progress that grows. What doesn't fit into `columns` is left out, the least
  /// important first.
  std::string line(const LoadProgress& progress, std::size_t columns);

 private:
  /// From 0 to 1; none before the first event.
  std::optional<double> share_done(const LoadProgress& progress) const;
  std::string end_text(const LoadProgress& progress) const;

  const std::optional<std::chrono::milliseconds> duration_;
  const std::optional<std::uint64_t> deliveries_;
  std::deque<LoadProgress> before_;  ///< the last second's, the oldest first
};

}  // namespace hookline
