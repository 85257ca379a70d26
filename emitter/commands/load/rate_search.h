#pragma once

#include "emitter/load/limits/load_limit.h"
#include "emitter/load/limits/max_search.h"
#include "emitter/load/plan/load_plan.h"
#include "emitter/load/results/load_result.h"

#include <optional>
#include <span>
#include <string>

namespace hookline {

// The search doubles, halves, then confirms with a run three times as long: what holds for a short
// while may be luck. A try ends once the best that can still come breaks its limits; two that a
// lower rate would not have helped end the search.

/// A search for the highest rate under limits, try by try. Knows when to give up: where nothing is
/// delivered, and where two tries in a row show that a lower rate would come to the same. Who asks
/// runs the tries.
class RateSearch {
 public:
  /// `start` is the first rate tried. The limits outlive it.
  RateSearch(double start, std::span<const LoadLimit> limits);

  /// None where it is done.
  std::optional<MaxSearch::Probe> next() const;
  /// What came of what next() said. Where the emitter was too late itself, next() says the same
  /// once more. Valid until the next call.
  const TriedRate& take(const LoadPlan& plan, const LoadResult& result, bool is_confirmation);
  LoadMaximum maximum() const;

 private:
  void note_hope(const LoadResult& result, const TriedRate& tried);
  bool is_in_vain(const LoadResult& result, const TriedRate& tried) const;

  MaxSearch search_;
  const std::span<const LoadLimit> limits_;
  LoadMaximum maximum_;
  bool is_repeated_ = false;
  double held_ = 0;                   ///< the highest rate that did
  int in_vain_ = 0;                   ///< tries in a row
  std::optional<double> p99_before_;  ///< of the one before, where that was broken
};

/// Why a rate doesn't hold: a limit that is broken, errors where no limit is on them, or that the
/// deliveries fell behind. Empty where it does.
std::string why_broken(const LoadPlan& plan, const LoadResult& result,
                       std::span<const LoadLimit> limits);

}  // namespace hookline
