#include "emitter/commands/report_file.h"

#include "catcher/failure.h"

#include <utility>

#include <fmt/format.h>

namespace hookline {

ReportFile::ReportFile(std::string flag, std::string file)
    : flag_(std::move(flag)), file_(std::move(file)) {
  if (file_.empty()) return;
  stream_.open(file_, std::ios::binary | std::ios::trunc);
  if (!stream_) fail();
}

void ReportFile::write(const std::function<void(std::ostream&)>& report) {
  if (file_.empty()) return;
  report(stream_);
  stream_.close();
  if (!stream_) fail();
}

void ReportFile::fail() const {
  throw Failure(
      ExitCode::kCannotRun,
      fmt::format("{} {}: can't be written; check the folder and its rights", flag_, file_));
}

}  // namespace hookline
