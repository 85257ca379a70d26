#pragma once

#include "catcher/base/sqlite/sqlite_connection.h"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace hookline {

// The store's log is carried into its file beside appending, on a thread and connection of its own:
// SQLite's own checkpoint stalls the append that finds the log long (p99 9 ms instead of 3).

/// Carries the pages of the write-ahead log into the file, on a connection and a thread of its own:
/// done by the writer, as SQLite does it unless told otherwise, it stalls every append behind a
/// sync of the disk (p99 9 ms instead of 1 ms, a tenth of the rate). Only when the log has become
/// long does the writer wait for it, so that the log can begin anew and stays bounded.
class SqliteCheckpointer {
 public:
  /// `writer` tells this of its commits; it outlives this and commits on one thread at a time.
  SqliteCheckpointer(const std::string& file, SqliteConnection& writer);
  ~SqliteCheckpointer();
  SqliteCheckpointer(const SqliteCheckpointer&) = delete;
  SqliteCheckpointer& operator=(const SqliteCheckpointer&) = delete;

  /// Carries over on this thread, once a pass under way is over.
  void carry();
  /// Carries over all of the log, so that it begins anew, where nobody reads it and there is room.
  void carry_all();

 private:
  static int on_commit(void* self, sqlite3* connection, const char* database, int log_pages);
  void run();
  void wake();

  SqliteConnection& writer_;
  std::mutex carrying_;
  SqliteConnection connection_;  ///< guarded by carrying_
  std::mutex mutex_;
  std::condition_variable changed_;
  bool due_ = false;  // this and what follows: guarded by mutex_
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace hookline
