#include "emitter/commands/reports/report_file.h"

#include "catcher/base/process/failure.h"

#include <cerrno>
#include <cstring>
#include <sstream>
#include <stdexcept>
#include <utility>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hookline {
namespace {

std::string reason() {
  return std::strerror(errno);
}

/// A copy of one of the program's own outputs, whose place in the file it shares; else -1.
int copy_of_own_output(const ReportPlace& place) {
  for (const int fd : {STDOUT_FILENO, STDERR_FILENO}) {
    struct stat found {};
    if (fstat(fd, &found) != 0) continue;
    const std::pair<std::uint64_t, std::uint64_t> identity(found.st_dev, found.st_ino);
    if (place.identity == identity) return dup(fd);
  }
  return -1;
}

int open_stream(const ReportPlace& place) {
  const int copy = copy_of_own_output(place);
  return copy >= 0 ? copy : open(place.path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
}

/// A new file beside `target`; `name` becomes its name. -1: errno says why not.
int create_beside(const std::filesystem::path& target, std::filesystem::path& name) {
  for (int attempt = 0;; ++attempt) {
    name = target.parent_path() / fmt::format(".hookline-report-{}-{}", getpid(), attempt);
    const int fd = open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd >= 0 || errno != EEXIST) return fd;
  }
}

/// Its rights, and where it may be its owner, are those of the file that it replaces.
void take_after(int fd, const std::filesystem::path& target) {
  struct stat old {};
  if (stat(target.c_str(), &old) != 0) return;
  const bool owned = fchown(fd, old.st_uid, old.st_gid) == 0;
  constexpr mode_t kRights = 0777;
  if (owned || old.st_uid == geteuid()) fchmod(fd, old.st_mode & kRights);
}

/// Why it couldn't be written whole; else empty.
std::string pour(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return reason();
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return "";
}

std::string pour_and_close(int fd, std::string_view text) {
  const std::string problem = pour(fd, text);
  const bool closed = close(fd) == 0;
  return problem.empty() && !closed ? reason() : problem;
}

}  // namespace

CLI::Option* declare_report(CLI::App& app, const std::string& flag, std::string& file,
                            const std::string& about) {
  const auto problem_with = [](const std::string& name) {
    return std::string(name.empty() ? "the name of the report's file is empty; give one" : "");
  };
  return app.add_option(flag, file, about)->check(problem_with)->type_name("FILE");
}

ReportFile::ReportFile(std::string flag, std::string file)
    : flag_(std::move(flag)), file_(std::move(file)) {
  if (file_.empty()) return;
  try {
    place_ = ReportPlace::of(file_);
  } catch (const std::invalid_argument& problem) {
    fail(problem.what());
  }
  switch (place_.kind) {
    case ReportPlace::Kind::kFolder:
      fail("is a folder; give the name of a file in it");
    case ReportPlace::Kind::kOther:
      fail("is neither a file nor a pipe; give the name of a file");
    case ReportPlace::Kind::kStream:
      stream_ = open_stream(place_);
      if (stream_ < 0) fail(fmt::format("can't be written: {}", reason()));
      break;
    case ReportPlace::Kind::kFile:
      if (access(place_.path.c_str(), W_OK) != 0) {
        fail(fmt::format("can't be written: {}; check its rights", reason()));
      }
      break;
    case ReportPlace::Kind::kNothing:
      check_folder();
  }
}

ReportFile::~ReportFile() {
  if (stream_ >= 0) close(stream_);
}

void ReportFile::check_folder() const {
  struct stat found {};
  if (stat(place_.path.c_str(), &found) != 0 && errno != ENOENT) {
    fail(fmt::format("can't be written: {}", reason()));
  }
  std::filesystem::path probe;
  const int fd = create_beside(place_.path, probe);
  if (fd < 0) {
    fail(fmt::format("can't be written: {}; check the folder and its rights", reason()));
  }
  close(fd);
  unlink(probe.c_str());
}

void ReportFile::write(const std::function<void(std::ostream&)>& report) {
  if (file_.empty()) return;
  std::ostringstream text;
  report(text);
  if (stream_ < 0) return replace(text.view());
  if (const std::string problem = pour(stream_, text.view()); !problem.empty()) {
    fail(fmt::format("can't be written: {}", problem));
  }
}

void ReportFile::replace(std::string_view text) const {
  std::filesystem::path beside;
  const int fd = create_beside(place_.path, beside);
  if (fd < 0) return write_over(text);
  take_after(fd, place_.path);
  const std::string problem = pour_and_close(fd, text);
  if (problem.empty() && rename(beside.c_str(), place_.path.c_str()) == 0) return;
  unlink(beside.c_str());
  if (!problem.empty()) fail(fmt::format("can't be written: {}", problem));
  write_over(text);
}

void ReportFile::write_over(std::string_view text) const {
  const int fd = open(place_.path.c_str(), O_WRONLY | O_TRUNC | O_NOFOLLOW | O_CLOEXEC);
  const std::string problem = fd < 0 ? reason() : pour_and_close(fd, text);
  if (problem.empty()) return;
  fail(fmt::format("can't be written: {}; check the folder and its rights", problem));
}

void ReportFile::fail(std::string_view why) const {
  throw Failure(ExitCode::kCannotRun, fmt::format("{} {}: {}", flag_, file_, why));
}

}  // namespace hookline
