#pragma once

#include "emitter/probe/probe_report.h"
#include "emitter/report/paint.h"

#include <iosfwd>
#include <vector>

namespace hookline {

/// A probe for people, line by line as it goes on: each finding with its grade, below it what it
/// means and what to do; the verdict last.
class ProbeTextReport {
 public:
  ProbeTextReport(Colour colour, std::ostream& out) : colour_(colour), out_(out) {}

  void write(const Finding& finding);
  void write_verdict(const ProbeReport& report) const;

 private:
  const Colour colour_;
  std::ostream& out_;
  std::vector<std::string_view> untried_;  ///< told together, before the verdict
};

}  // namespace hookline
