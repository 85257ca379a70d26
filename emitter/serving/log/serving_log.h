#pragma once

#include "catcher/log/capture_log.h"
#include "catcher/log/line_style.h"

#include <cstddef>
#include <iosfwd>
#include <mutex>
#include <optional>
#include <string>

namespace hookline {

/// Lines for whoever watches the platform's terminal. Until open() they are held back: the lines of
/// the start come first, and what is sent before them has lines, too.
class ServingLog {
 public:
  /// The stream outlives the log; null: nobody watches.
  ServingLog(std::ostream* out, LineStyle style) : out_(out), style_(style) {}

  bool is_watched() const { return out_ != nullptr; }
  LineStyle style() const { return style_; }
  /// A line with its end. Any thread; never waits for the stream.
  void write(const std::string& line);
  /// From now on nobody else writes to the stream.
  void open();

 private:
  std::ostream* const out_;
  const LineStyle style_;
  std::mutex mutex_;
  std::optional<CaptureLog> log_;  ///< guarded by mutex_, as what follows
  std::string held_;
  std::size_t held_count_ = 0;
};

}  // namespace hookline
