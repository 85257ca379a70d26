#pragma once

#include "catcher/log/line_style.h"

#include <iosfwd>
#include <memory>
#include <string>

namespace hookline {

// The log has a thread and a bound of its own: a terminal held with Ctrl-S must not stop catching.

/// Lines for whoever watches the terminal, written by a thread of their own: a terminal that is
/// held up, or a pipe that nobody reads, costs lines (and says how many), never a caught request.
class CaptureLog {
 public:
  /// The stream outlives the log.
  explicit CaptureLog(std::ostream& out, LineStyle style = {});
  /// Writes what is left, for half a second at most.
  ~CaptureLog();
  CaptureLog(const CaptureLog&) = delete;
  CaptureLog& operator=(const CaptureLog&) = delete;

  /// What the lines are to look like.
  LineStyle style() const { return style_; }
  /// Whole lines with their ends, `count` of them. Any thread; never waits for the stream.
  void write(const std::string& lines, std::size_t count);

 private:
  struct State;
  const LineStyle style_;
  std::shared_ptr<State> state_;
};

}  // namespace hookline
