#include "catcher/base/sqlite/file_lock.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/sqlite/files_beside.h"
#include "catcher/base/sqlite/vetted_place.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace hookline {
namespace {

[[noreturn]] void refuse(const std::string& sentence) {
  throw Failure(ExitCode::kCannotRun, sentence);
}

/// The process that holds a lock on the file, as Linux lists it; 0: none, or it isn't known.
pid_t holder_of(const struct stat& file) {
  const auto wanted = fmt::format("{:02x}:{:02x}:{}", major(file.st_dev), minor(file.st_dev),
                                  static_cast<std::uint64_t>(file.st_ino));
  std::ifstream locks("/proc/locks");
  for (std::string line; std::getline(locks, line);) {
    std::istringstream words(line);
    std::string number, kind, mode, access, place;
    pid_t pid = 0;
    words >> number >> kind >> mode >> access >> pid >> place;
    if (words && kind == "FLOCK" && place == wanted) return pid;
  }
  return 0;
}

[[noreturn]] void refuse_held(const std::string& file, const SqliteFileKind& kind, pid_t holder) {
  const auto owner = holder > 0 ? fmt::format("process {}", holder) : "another process";
  refuse(fmt::format("the {} {} is in use by {}; stop it, or name another file", kind.noun, file,
                     owner));
}

/// The system tells who has the file locked without its being opened: see vet_place().
void vet_holder(const std::string& file, const SqliteFileKind& kind) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return;
  if (const pid_t holder = holder_of(status); holder > 0) refuse_held(file, kind, holder);
}

int open_file(const std::string& file, const SqliteFileKind& kind) {
  vet_place(file, kind);
  vet_holder(file, kind);
  // O_NONBLOCK, so that open() doesn't wait should the file have become a pipe meanwhile.
  const int flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  const int descriptor = ::open(file.c_str(), flags, 0600);
  if (descriptor < 0) refuse_unwritable(file, kind, errno);
  return descriptor;
}

/// The name of the open file. Throws Failure where it has become several meanwhile.
std::string only_name_of(const struct stat& open_file, const std::string& file,
                         const SqliteFileKind& kind) {
  std::error_code problem;
  std::string path = std::filesystem::canonical(file, problem).string();
  struct stat named {};
  if (problem || ::stat(path.c_str(), &named) != 0 || named.st_ino != open_file.st_ino ||
      named.st_dev != open_file.st_dev || !S_ISREG(open_file.st_mode)) {
    refuse(fmt::format("the {} {} was replaced while it was opened; start again", kind.noun, file));
  }
  vet_number_of_names(file, kind, open_file.st_nlink);
  return path;
}

}  // namespace

FileLock::FileLock(const std::string& file, const SqliteFileKind& kind)
    : FileLock(open_file(file, kind)) {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) refuse_unwritable(file, kind, errno);
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) refuse_held(file, kind, holder_of(status));
    refuse(fmt::format("the {} {} can't be locked: {}; put it on a local disk{}", kind.noun, file,
                       std::strerror(errno), kind.alternative));
  }
  path_ = only_name_of(status, file, kind);
  vet_header(descriptor_, path_, kind);
  vet_files_beside(path_, status.st_size == 0, kind);
}

void FileLock::empty_file() const {
  remove_files_beside(path_);
  (void)!::ftruncate(descriptor_, 0);
}

FileLock::~FileLock() {
  ::close(descriptor_);
}

}  // namespace hookline
