#include "catcher/base/sqlite/files_beside.h"

#include "catcher/base/process/failure.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hookline {
namespace {

using namespace std::string_view_literals;

/// The start of a file, or less where it is shorter.
std::string start_of(int descriptor) {
  std::string bytes(100, '\0');
  const auto size = ::pread(descriptor, bytes.data(), bytes.size(), 0);
  bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  return bytes;
}

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char byte : bytes.substr(0, 4))
    number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

bool is_blank(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == 0; });
}

// The formats are those of SQLite's documents "Database File Format" and "WAL-mode File Format".

bool is_log(std::string_view start) {
  return start.empty() || (big_endian(start) | 1U) == 0x377f0683U || is_blank(start);
}

bool is_rollback_journal(std::string_view start) {
  // Its first bytes stay zero until it has been synced.
  return start.starts_with("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"sv) || is_blank(start.substr(0, 8));
}

bool is_log_index(std::string_view start) {
  // SQLite begins anew by cutting it to three bytes.
  constexpr std::uint32_t kVersion = 3007000;  // in this machine's order
  std::uint32_t version = 0;
  std::memcpy(&version, start.data(), std::min(start.size(), sizeof version));
  return version == kVersion || is_blank(start);
}

struct FileBeside {
  std::string_view suffix;
  std::string_view noun;
  bool (*is_own)(std::string_view start);
};
constexpr std::array kFilesBeside = {FileBeside{"-wal", "log", is_log},
                                     FileBeside{"-shm", "index of its log", is_log_index},
                                     FileBeside{"-journal", "journal", is_rollback_journal}};

[[noreturn]] void refuse_beside(const std::string& file, const FileBeside& beside,
                                std::string_view fault, const SqliteFileKind& kind) {
  throw Failure(ExitCode::kCannotRun,
                fmt::format("{0} is in the way: the {1}'s {2} would be written there, and {3}; "
                            "move it away, or name another file for the {1}{4}",
                            file, kind.noun, beside.noun, fault, kind.alternative));
}

/// The process that has a lock of SQLite's kind on the open file; 0: none.
pid_t user_of(int descriptor) {
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  const bool is_known = ::fcntl(descriptor, F_GETLK, &lock) == 0;
  return is_known && lock.l_type != F_UNLCK ? lock.l_pid : 0;
}

void vet(const std::string& file, const FileBeside& beside, bool is_new,
         const SqliteFileKind& kind) {
  struct stat status {};
  if (::lstat(file.c_str(), &status) != 0) return;
  if (S_ISLNK(status.st_mode)) refuse_beside(file, beside, "it is a link", kind);
  if (!S_ISREG(status.st_mode)) refuse_beside(file, beside, "it is no regular file", kind);
  if (status.st_nlink != 1) {
    refuse_beside(file, beside, "that file has another name too (a hard link)", kind);
  }
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) refuse_beside(file, beside, "it can't be read", kind);
  const std::string start = start_of(descriptor);
  const pid_t user = is_new ? user_of(descriptor) : 0;
  ::close(descriptor);
  if (!beside.is_own(start)) refuse_beside(file, beside, "it holds something else", kind);
  if (user > 0) {
    refuse_beside(file, beside, fmt::format("process {} still uses it", user), kind);
  }
}

}  // namespace

void vet_header(int descriptor, const std::string& path, const SqliteFileKind& kind) {
  constexpr std::size_t kApplicationAt = 68;
  const std::string start = start_of(descriptor);
  if (start.empty()) return;
  if (!start.starts_with("SQLite format 3\0"sv) || start.size() < kApplicationAt + 4) {
    throw Failure(ExitCode::kCannotRun,
                  fmt::format("the {0} {1} is damaged, or no {0} at all; it is left as it is, name "
                              "another file{2}",
                              kind.noun, path, kind.alternative));
  }
  const std::uint32_t application = big_endian(std::string_view(start).substr(kApplicationAt));
  // It is 0 where none was set, or where it stands in the log alone; SQLite will tell then.
  if (application != 0 && application != kind.application_id) refuse_other_program(path, kind);
}

void vet_files_beside(const std::string& path, bool is_new, const SqliteFileKind& kind) {
  for (const FileBeside& beside : kFilesBeside) {
    vet(path + std::string(beside.suffix), beside, is_new, kind);
  }
}

void remove_files_beside(const std::string& path) {
  for (const FileBeside& beside : kFilesBeside) {
    ::unlink((path + std::string(beside.suffix)).c_str());
  }
}

}  // namespace hookline
