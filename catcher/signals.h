#pragma once

#include <csignal>

namespace hookline {

/// SIGINT and SIGTERM as something to wait for. Made in main before any thread starts. The first
/// ends wait(); from then on a second ends the program at once. SIGPIPE is ignored: a closed pipe
/// is an error of the write.
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

/// Lets the process have as many open files as the system allows: each connection is one.
void raise_open_files_limit();

}  // namespace hookline
