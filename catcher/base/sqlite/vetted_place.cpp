#include "catcher/base/sqlite/vetted_place.h"

#include "catcher/base/process/failure.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hookline {

void refuse_unwritable(const std::string& file, const SqliteFileKind& kind, int problem) {
  throw Failure(ExitCode::kCannotRun,
                fmt::format("the {} {} can't be written: {}; name a file that can, in a folder "
                            "that exists and can be written{}",
                            kind.noun, file, std::strerror(problem), kind.alternative));
}

void vet_number_of_names(const std::string& file, const SqliteFileKind& kind,
                         std::uintmax_t names) {
  if (names == 1) return;
  throw Failure(ExitCode::kCannotRun,
                fmt::format("the {} {} has {} names (hard links), and changes made under one would "
                            "be lost under another; remove all but one, copy it, or name another "
                            "file{}",
                            kind.noun, file, names, kind.alternative));
}

void vet_place(const std::string& file, const SqliteFileKind& kind) {
  if (file.empty()) {
    throw Failure(ExitCode::kCannotRun,
                  fmt::format("the {} needs a file's name{}", kind.noun, kind.alternative));
  }
  struct stat status {};
  if (::stat(file.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    throw Failure(ExitCode::kCannotRun,
                  fmt::format("{} is no regular file, so it can't be the {}; name another file{}",
                              file, kind.noun, kind.alternative));
  }
  const auto folder = std::filesystem::absolute(file).parent_path();
  // SQLite's log lies beside the file.
  if (::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) != 0) {
    refuse_unwritable(file, kind, errno);
  }
}

}  // namespace hookline
