#pragma once

#include "catcher/base/sqlite/sqlite_file.h"

#include <string>

namespace hookline {

// A database file is locked by itself, not by a file beside it, which may be somebody else's; and
// one of two names is refused, as SQLite's log lies beside the name.

/// A lock on a database file itself, whatever it is called: held by at most one owner at a time, in
/// this process or another, and let go by the system when its owner dies. It lasts longer than
/// every connection to the file: closing its handle would let go of SQLite's own locks.
class FileLock {
 public:
  /// Opens or makes `file` (a new one can be read by its owner alone) and takes its lock. Throws
  /// Failure(kCannotRun) where another has it, where it is no plain file of one name, or where what
  /// lies beside it isn't its own: see vet_files_beside(). Nothing of that is changed.
  FileLock(const std::string& file, const SqliteFileKind& kind);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  /// Absolute and without links, so that neither a change of folder nor of a link leads elsewhere.
  const std::string& path() const { return path_; }
  /// Empties the file and removes what SQLite keeps beside it. No connection is open.
  void empty_file() const;

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}

  std::string path_;
  int descriptor_ = -1;
};

}  // namespace hookline
