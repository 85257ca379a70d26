#include "emitter/commands/load/progress_line.h"

#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

namespace hookline {

ProgressLine::ProgressLine() : shown_(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
}

void ProgressLine::show(const LoadProgress& progress) {
  if (!shown_) return;
  const auto since = progress.elapsed - elapsed_before_;
  const double rate = since.count() > 0
                          ? 1000 * static_cast<double>(progress.delivered - delivered_before_) /
                                static_cast<double>(since.count())
                          : 0;
  fmt::print(stderr, "\r\x1b[K{:.1f} s  {} delivered  {:.0f}/s  {} failed  {} pending",
             static_cast<double>(progress.elapsed.count()) / 1000, progress.delivered, rate,
             progress.failed, progress.pending);
  std::fflush(stderr);
  elapsed_before_ = progress.elapsed;
  delivered_before_ = progress.delivered;
}

}  // namespace hookline
