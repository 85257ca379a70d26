#pragma once

#include "emitter/load/load_run.h"

#include <chrono>
#include <cstdint>

namespace hookline {

/// One line of standard error, written over and over; only on a terminal.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const LoadProgress& progress);

 private:
  const bool shown_;
  std::chrono::milliseconds elapsed_before_{0};
  std::uint64_t delivered_before_ = 0;
};

}  // namespace hookline
