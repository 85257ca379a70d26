#pragma once

#include <chrono>
#include <csignal>
#include <stop_token>
#include <string>

namespace hookline {

/// SIGINT and SIGTERM as something to wait for, until the program ends. Made before any thread
/// starts: threads that are there already would be ended by them. The first ends wait(); those of
/// the same second mean the same, as `timeout` sends two; a later one ends the program at once.
class InterruptSignals {
 public:
  InterruptSignals();

  /// Blocks until the first of them. Called once.
  void wait();
  /// Asked to stop at the first of them. Instead of wait(), and once.
  std::stop_token stop_token();

 private:
  sigset_t signals_;
};

/// A write into a closed pipe (SIGPIPE), and one beyond the largest size that a file may have
/// (SIGXFSZ), are errors of the write from then on.
void ignore_write_signals();

/// Ends the process after so long, with exit code 0, whatever is still under way: for a program
/// that was told to stop.
void end_within(std::chrono::milliseconds time, const std::string& program);

/// Lets the process have as many open files as the system allows: each connection is one.
void raise_open_files_limit();

}  // namespace hookline
