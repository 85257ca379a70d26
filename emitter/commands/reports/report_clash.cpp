#include "emitter/commands/reports/report_clash.h"

#include "catcher/base/process/failure.h"
#include "emitter/commands/reports/report_file.h"

#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hookline {
namespace {

[[noreturn]] void refuse(const ReportFile& report, std::string_view what) {
  throw Failure(ExitCode::kUsage, fmt::format("{} {}: is {}; give the report a name of its own",
                                              report.flag(), report.file(), what));
}

std::optional<ReportPlace> place_of(const UsedFile& used) {
  if (used.file.empty()) return std::nullopt;
  try {
    return ReportPlace::of(used.file);
  } catch (const std::invalid_argument&) {
    return std::nullopt;  // whoever reads it says what is wrong with it
  }
}

void refuse_own_output(const ReportFile& report) {
  if (report.place().kind != ReportPlace::Kind::kFile) return;
  for (const int fd : {STDOUT_FILENO, STDERR_FILENO}) {
    struct stat found {};
    if (fstat(fd, &found) != 0) continue;
    const std::pair<std::uint64_t, std::uint64_t> identity(found.st_dev, found.st_ino);
    if (report.place().identity != identity) continue;
    refuse(report, fmt::format("the file that standard {} goes to",
                               fd == STDOUT_FILENO ? "output" : "error"));
  }
}

}  // namespace

void refuse_clashes(std::span<const ReportFile* const> reports, std::span<const UsedFile> used) {
  std::vector<const ReportFile*> earlier;
  for (const ReportFile* report : reports) {
    if (!report->is_wanted() || report->place().swallows_all()) continue;
    refuse_own_output(*report);
    for (const ReportFile* other : earlier) {
      if (report->place().is_same_as(other->place())) {
        refuse(*report, fmt::format("the file of {} too", other->flag()));
      }
    }
    earlier.push_back(report);
  }
  for (const UsedFile& file : used) {
    const auto place = place_of(file);
    if (!place) continue;
    for (const ReportFile* report : earlier) {
      if (report->place().is_same_as(*place)) refuse(*report, file.what);
    }
  }
}

}  // namespace hookline
