#pragma once

#include "emitter/commands/reports/report_place.h"

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace hookline {

/// A flag with the name of a report's file. An empty name, as an unset variable in a script leaves
/// it, is refused.
CLI::Option* declare_report(CLI::App& app, const std::string& flag, std::string& file,
                            const std::string& about);

/// A report's file. Whether it can be written is found out before any work is done, so that hours
/// of it can't end in a refusal; what lies there stays as it is until the report is whole and takes
/// its place at once. Throws Failure(kCannotRun) where it can't be written.
class ReportFile {
 public:
  /// `flag` is what the user wrote before the name; an empty name: no report.
  ReportFile(std::string flag, std::string file);
  ~ReportFile();
  ReportFile(const ReportFile&) = delete;
  ReportFile& operator=(const ReportFile&) = delete;

  /// A pipe, a terminal or /dev/stdout gets it appended; a link stays, and its target is replaced.
  void write(const std::function<void(std::ostream&)>& report);

  bool is_wanted() const { return !file_.empty(); }
  const std::string& flag() const { return flag_; }
  const std::string& file() const { return file_; }
  const ReportPlace& place() const { return place_; }

 private:
  void check_folder() const;
  void replace(std::string_view text) const;
  /// Where the folder takes no second file, or the file is a mount of its own.
  void write_over(std::string_view text) const;
  [[noreturn]] void fail(std::string_view why) const;

  std::string flag_;
  std::string file_;
  ReportPlace place_;
  int stream_ = -1;  ///< open, where the place is a stream
};

}  // namespace hookline
