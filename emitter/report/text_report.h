#pragma once

#include "emitter/report/paint.h"
#include "emitter/scenario/play/results/replay_result.h"

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace hookline {

struct TextReportOptions {
  Colour colour = Colour::kNone;
  bool coverage = false;                ///< the table of types and sources too
  std::size_t failures_shown_max = 10;  ///< of one scenario
  std::vector<std::string> flags = {};  ///< with which a failed scenario fails again
};

/// For people: a line per scenario, under it what does not hold and what to do next; totals last.
void write_text_report(const ReplayResult& report, const TextReportOptions& options,
                       std::ostream& out);

}  // namespace hookline
