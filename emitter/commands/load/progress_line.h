#pragma once

#include "emitter/commands/load/progress_text.h"

namespace hookline {

/// One line of standard error, written over and over; only on a terminal, and gone at the end.
class ProgressLine {
 public:
  explicit ProgressLine(const LoadPlan& plan);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const LoadProgress& progress);

 private:
  const bool shown_;
  ProgressText text_;
};

}  // namespace hookline
