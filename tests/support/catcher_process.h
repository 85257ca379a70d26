#pragma once

#include "tests/support/api_answer.h"
#include "tests/support/child_process.h"

#include <cstddef>
#include <string>
#include <vector>

namespace hookline::test {

/// What the sanitizers add to a process's memory at most: they keep what was freed, and hold
/// several times what the program does.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr std::size_t kSanitizersBytes = std::size_t{4} << 30;
#else
inline constexpr std::size_t kSanitizersBytes = 0;
#endif

/// The catcher's program on free ports, and what tests ask of it.
class CatcherProcess {
 public:
  /// `before`: what a shell is to do first, such as "ulimit -f 100".
  explicit CatcherProcess(const std::vector<std::string>& flags, const std::string& before = "");

  const std::string& catching() const { return catching_; }
  const std::string& watching() const { return watching_; }
  ChildProcess& process() { return process_; }

  /// The status of the answer.
  int post(const std::string& target, const std::string& body);
  ApiAnswer call(const std::string& method, const std::string& target) const;
  /// Ends it as a user does; returns the exit code.
  int end();
  /// The most memory that it ever had.
  std::size_t peak_memory_bytes() const;

 private:
  ChildProcess process_;
  std::string catching_;
  std::string watching_;
};

}  // namespace hookline::test
