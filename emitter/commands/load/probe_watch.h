#pragma once

#include "emitter/load/limits/load_limit.h"
#include "emitter/load/load_run.h"
#include "emitter/load/plan/load_plan.h"

#include <span>

namespace hookline {

/// Watches a try of a rate, and knows when there is nothing more to be learned from it: so that a
/// search at a receiver that is down, or that never holds the limits, ends within seconds.
class ProbeWatch {
 public:
  /// Both outlive it. `plan` has a rate and a duration.
  ProbeWatch(const LoadPlan& plan, std::span<const LoadLimit> limits)
      : plan_(plan), limits_(limits) {}

  /// Whether the try is decided: nothing is delivered, its limits are broken whatever the rest of
  /// it brings, or a queue has grown that isn't worth waiting for.
  bool is_decided(const LoadProgress& progress) const;
  /// Whether nothing at all was delivered: the receiver is down, or answers nobody.
  static bool is_dead(const LoadProgress& progress);

 private:
  bool breaks_anyway(const LoadProgress& progress) const;

  const LoadPlan& plan_;
  const std::span<const LoadLimit> limits_;
};

/// Whether a limit says how many errors there may be; where none does, the first breaks the rate.
bool limits_errors(std::span<const LoadLimit> limits);

}  // namespace hookline
