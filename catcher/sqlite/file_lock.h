#pragma once

#include "catcher/sqlite/sqlite_file.h"

#include <string>

namespace hookline {

/// A lock file beside a file: held by at most one owner at a time, in this process or another, and
/// let go by the system when its owner dies. A file of its own, because closing any other handle of
/// a database file would let go of SQLite's locks on it.
class FileLock {
 public:
  /// Takes the lock of `file`, which sentences speak of as `kind` does. Throws Failure(kCannotRun)
  /// where another has it, or where the lock file can't be made.
  FileLock(const std::string& file, const SqliteFileKind& kind);
  /// Lets go, and removes the lock file.
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  std::string path_;
  int descriptor_ = -1;
};

}  // namespace hookline
