#pragma once

#include <iosfwd>
#include <memory>
#include <string>

namespace hookline {

/// Lines for whoever watches the terminal, written by a thread of their own: a terminal that is
/// held up, or a pipe that nobody reads, costs lines (and says how many), never a caught request.
class CaptureLog {
 public:
  /// The stream outlives the log.
  explicit CaptureLog(std::ostream& out);
  /// Writes what is left, for half a second at most.
  ~CaptureLog();
  CaptureLog(const CaptureLog&) = delete;
  CaptureLog& operator=(const CaptureLog&) = delete;

  /// Whole lines with their ends, `count` of them. Any thread; never waits for the stream.
  void write(std::string lines, std::size_t count);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

/// Text of a stranger, safe for a terminal: control bytes (and with them every escape sequence) and
/// bytes over 126 that are not UTF-8 stand as \xNN, a backslash as two; cut after `bytes_max` with
/// "…".
std::string terminal_text(std::string_view text, std::size_t bytes_max);

}  // namespace hookline
