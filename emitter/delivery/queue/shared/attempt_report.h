#pragma once

#include "emitter/delivery/attempt.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// What came of an attempt, as one process tells it to another through a shared queue.
struct AttemptReport {
  std::int64_t worker = 0;  ///< that made it
  Attempt attempt;          ///< its times are those of the process that reads it
};

/// All of it but the delivery's id and the attempt's number.
std::string report_bytes(const Attempt& attempt);
/// Throws Failure(kCannotRun) where they are none of report_bytes().
Attempt attempt_in(std::string_view bytes, std::uint64_t delivery, int number);

}  // namespace hookline
