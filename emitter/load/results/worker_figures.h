#pragma once

#include "emitter/load/results/load_tally.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// What one process has measured of a run whose deliveries several send.
struct WorkerFigures {
  std::string name;
  std::uint64_t delivered = 0;
  std::uint64_t failed = 0;
  std::int64_t cpu_us = 0;  ///< of the whole process, since its first delivery of the run
  LoadTally tally;

  /// To be kept by another process, some kilobytes.
  std::string bytes() const;
  /// Throws Failure(kCannotRun) where they are none of bytes().
  static WorkerFigures of(std::string_view bytes);
};

}  // namespace hookline
