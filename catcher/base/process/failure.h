#pragma once

#include <stdexcept>
#include <string>

namespace hookline {

/// How a program ends. The numbers are what scripts test for; they never change.
enum class ExitCode {
  kOk = 0,
  kUsage = 1,         ///< a flag or argument that makes no sense
  kInvalidInput = 2,  ///< an input file that can't be read or isn't valid
  kCannotRun = 3,     ///< a port in use, an unwritable store, a host that may not be reached
  kUnmet = 4,         ///< expectations not met, a probe that failed, errors in a load
};

/// What stops a program: one sentence for the user (what, where, what was expected, what to do
/// next) and the exit code. Thrown once, caught in main. Whatever a network may do is a value,
/// never a Failure.
class Failure : public std::runtime_error {
 public:
  Failure(ExitCode code, const std::string& sentence) : std::runtime_error(sentence), code_(code) {}
  ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

}  // namespace hookline
