#include "emitter/load/plan/load_plan.h"

#include <chrono>

namespace hookline {

Pacer LoadPlan::pacer(Clock::time_point start) const {
  if (pace == Pace::kRecorded) return Pacer::recorded(start, recorded, *rate);
  return Pacer::shaped(pace, start, *rate, std::chrono::milliseconds(duration_ms.value_or(0)));
}

}  // namespace hookline
