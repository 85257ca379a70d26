#pragma once

#include "tests/support/patience.h"

#include <chrono>
#include <string>
#include <vector>

#include <sys/types.h>

namespace hookline::test {

/// A program of the build, started as a user would. Ended by the destructor where it still runs.
class ChildProcess {
 public:
  /// `program` is a name in the build's bin folder, or an absolute path.
  ChildProcess(const std::string& program, const std::vector<std::string>& arguments);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// The next line of its standard output, without its end. Throws where none comes in a while.
  std::string read_line();
  void signal(int number);
  /// Waits for its end and returns the exit code; 128 + N for signal N. Throws where it goes on for
  /// too long.
  int wait();
  /// The same without reading any of its output, as where the other end of a pipe has stopped.
  int wait_unread();
  /// All that it wrote; after wait().
  const std::string& out() const { return out_; }
  const std::string& err() const { return err_; }
  pid_t pid() const { return pid_; }

  static constexpr std::chrono::seconds kPatience{60 * kSlowness};

 private:
  bool read_some();

  pid_t pid_ = -1;
  int out_fd_ = -1;
  int err_fd_ = -1;
  std::size_t line_start_ = 0;
  std::string out_;
  std::string err_;
};

}  // namespace hookline::test
