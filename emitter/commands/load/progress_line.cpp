#include "emitter/commands/load/progress_line.h"

#include <cstddef>
#include <cstdio>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace hookline {
namespace {

constexpr std::size_t kColumnsUnknown = 80;

/// Leaves out the last column: where it is used, some terminals begin another line.
std::size_t columns() {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return (known ? size.ws_col : kColumnsUnknown) - 1;
}

}  // namespace

ProgressLine::ProgressLine(const LoadPlan& plan)
    : shown_(isatty(STDERR_FILENO) == 1), text_(plan) {}

ProgressLine::~ProgressLine() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
}

void ProgressLine::show(const LoadProgress& progress) {
  if (!shown_) return;
  fmt::print(stderr, "\r\x1b[K{}", text_.line(progress, columns()));
  std::fflush(stderr);
}

}  // namespace hookline
