#pragma once

#include "emitter/report/load/load_report.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace hookline {

/// One figure of two runs.
struct LoadComparison {
  std::string name;
  double then;
  double now;
  bool more_is_better;
  /// They count as the same if they differ by no more than this share.
  double noise = kSame;
  /// Likewise in the figure's own unit: timers aren't more exact.
  double noise_min = 0;
  bool has_samples = true;  ///< both runs have enough for it
  bool is_comparable = true;

  /// now / then; infinite where only then was 0, 1 where both were.
  double ratio() const;
  /// "better", "worse", "same", "within noise"; "too few" answers, "another plan".
  std::string verdict() const;

  static constexpr double kSame = 0.05;
};

/// Rate, latencies and cpu, in the order in which they are shown.
std::vector<LoadComparison> compare_loads(const LoadFigures& now, const LoadFigures& then);
/// The same for a report with an earlier run: also whether the two can be compared.
std::vector<LoadComparison> compare_loads(const LoadReport& report);

/// What has to be known beside the figures, each a sentence: other plans, other machines, runs that
/// aren't valid or were resumed.
std::vector<std::string> comparison_warnings(const LoadReport& report);

/// As a table for people, with the warnings. `report` has an earlier run.
void write_load_comparison(const LoadReport& report, std::ostream& out);

}  // namespace hookline
