#pragma once

#include <csignal>

namespace hookline {

/// SIGINT and SIGTERM as something to wait for. Made in main before any thread starts. The first
/// ends wait(); those of the same second mean the same, as `timeout` sends two; a later one ends
/// the program at once.
class InterruptSignals {
 public:
  InterruptSignals();
  InterruptSignals(const InterruptSignals&) = delete;
  InterruptSignals& operator=(const InterruptSignals&) = delete;

  /// Blocks until the first of them.
  void wait();

 private:
  sigset_t signals_;
};

/// A write into a closed pipe (SIGPIPE), and one beyond the largest size that a file may have
/// (SIGXFSZ), are errors of the write from then on.
void ignore_write_signals();

/// Lets the process have as many open files as the system allows: each connection is one.
void raise_open_files_limit();

}  // namespace hookline
