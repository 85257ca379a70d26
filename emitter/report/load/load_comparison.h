#pragma once

#include "emitter/load/limits/load_figures.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace hookline {

/// The run that another is set beside.
struct EarlierRun {
  std::string file;
  LoadFigures figures;
};

/// One figure of both.
struct LoadComparison {
  std::string name;
  double then;
  double now;
  bool more_is_better;

  /// now / then; infinite where only then was 0, 1 where both were.
  double ratio() const;
  /// "better", "worse", or "same" where they differ by under 2 %.
  std::string verdict() const;
};

/// Rate, latencies and cpu, in the order in which they are shown.
std::vector<LoadComparison> compare_loads(const LoadFigures& now, const LoadFigures& then);

/// As a table for people. Says it where one of the two isn't valid.
void write_load_comparison(const LoadFigures& now, const EarlierRun& earlier, std::ostream& out);

}  // namespace hookline
