#include "emitter/probe/probe_report.h"

#include <algorithm>

namespace hookline {

std::string_view name_of(ProbeVerdict verdict) {
  switch (verdict) {
    case ProbeVerdict::kWorks:
      return "works";
    case ProbeVerdict::kDoubtful:
      return "doubtful";
    case ProbeVerdict::kFails:
      return "fails";
    case ProbeVerdict::kInterrupted:
      break;
  }
  return "interrupted";
}

std::size_t ProbeReport::count(Grade grade) const {
  return static_cast<std::size_t>(std::count_if(
      findings.begin(), findings.end(), [&](const Finding& one) { return one.grade == grade; }));
}

ProbeVerdict ProbeReport::verdict() const {
  if (is_interrupted) return ProbeVerdict::kInterrupted;
  if (count(Grade::kBad) > 0) return ProbeVerdict::kFails;
  return count(Grade::kDoubtful) > 0 ? ProbeVerdict::kDoubtful : ProbeVerdict::kWorks;
}

}  // namespace hookline
