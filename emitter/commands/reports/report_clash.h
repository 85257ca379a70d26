#pragma once

#include <span>
#include <string>

namespace hookline {

class ReportFile;

/// A file that a call reads or writes besides its reports.
struct UsedFile {
  std::string what;  ///< as a sentence calls it: "a scenario that is played"
  std::string file;  ///< empty: not given
};

/// Throws Failure(kUsage) where a report would take the place of one of the files `used`, of
/// another report, or of the file that the program's own output goes to; by whatever name.
void refuse_clashes(std::span<const ReportFile* const> reports, std::span<const UsedFile> used);

}  // namespace hookline
