#include "catcher/sqlite/file_lock.h"

#include "catcher/failure.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hookline {
namespace {

int open_lock_file(const std::string& path, const SqliteFileKind& kind) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    throw Failure(ExitCode::kCannotRun,
                  fmt::format("can't write beside the {}: {}: {}; name a file in a folder that "
                              "exists and can be written{}",
                              kind.noun, path, std::strerror(errno), kind.alternative));
  }
  return descriptor;
}

/// An owner that ended between our open and our lock took the file away with it; a lock on what has
/// no name any more excludes nobody.
bool still_named(int descriptor, const std::string& path) {
  struct stat open_file {};
  struct stat named_file {};
  return ::fstat(descriptor, &open_file) == 0 && ::stat(path.c_str(), &named_file) == 0 &&
         open_file.st_ino == named_file.st_ino && open_file.st_dev == named_file.st_dev;
}

std::string owner_in(int descriptor) {
  std::array<char, 32> pid{};
  const auto size = ::pread(descriptor, pid.data(), pid.size(), 0);
  return size > 0 ? "process " + std::string(pid.data(), static_cast<std::size_t>(size))
                  : "another process";
}

}  // namespace

FileLock::FileLock(const std::string& file, const SqliteFileKind& kind) : path_(file + "-lock") {
  for (;;) {
    const int descriptor = open_lock_file(path_, kind);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      const auto owner = owner_in(descriptor);
      ::close(descriptor);
      throw Failure(ExitCode::kCannotRun,
                    fmt::format("the {} {} is in use by {}; stop it, or name another file",
                                kind.noun, file, owner));
    }
    if (still_named(descriptor, path_)) {
      descriptor_ = descriptor;
      break;
    }
    ::close(descriptor);
  }
  // Who holds it is for people to read; the lock doesn't depend on it.
  const auto pid = std::to_string(::getpid());
  if (::ftruncate(descriptor_, 0) == 0) (void)!::write(descriptor_, pid.data(), pid.size());
}

FileLock::~FileLock() {
  ::unlink(path_.c_str());
  ::close(descriptor_);
}

}  // namespace hookline
