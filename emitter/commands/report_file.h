#pragma once

#include <fstream>
#include <functional>
#include <iosfwd>
#include <string>

namespace hookline {

/// A report's file, opened before any work is done, so that hours of it can't end in a refusal.
/// Throws Failure(kCannotRun) where it can't be written.
class ReportFile {
 public:
  /// `flag` is what the user wrote before the name; an empty name: no report.
  ReportFile(std::string flag, std::string file);

  void write(const std::function<void(std::ostream&)>& report);

 private:
  [[noreturn]] void fail() const;

  std::string flag_;
  std::string file_;
  std::ofstream stream_;
};

}  // namespace hookline
