#pragma once

#include "catcher/captures/sqlite/sqlite_connection.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace hookline {

/// Carries the pages of the write-ahead log into the file, on a connection and a thread of its own:
/// done by the writer, as SQLite does it unless told otherwise, it stalls every append behind a
/// sync of the disk (p99 9 ms instead of 1 ms, a tenth of the rate). Only when the log has become
/// long is the writer held for a moment, so that the log can begin anew.
class SqliteCheckpointer {
 public:
  /// `writing` is the mutex that the writer holds while it writes; `writer` tells this of its
  /// commits. Both outlive it.
  SqliteCheckpointer(const std::string& file, SqliteConnection& writer, std::mutex& writing);
  ~SqliteCheckpointer();
  SqliteCheckpointer(const SqliteCheckpointer&) = delete;
  SqliteCheckpointer& operator=(const SqliteCheckpointer&) = delete;

  /// Carries over at once, once a pass under way is over. The caller may hold `writing`.
  void carry();

 private:
  static int on_commit(void* self, sqlite3* connection, const char* database, int log_pages);
  void run();
  void checkpoint();

  SqliteConnection& writer_;
  std::mutex& writing_;
  std::mutex carrying_;          ///< taken after `writing`, where both are
  SqliteConnection connection_;  ///< guarded by carrying_
  std::atomic<int> log_pages_{0};
  std::mutex mutex_;
  std::condition_variable changed_;
  bool due_ = false;  // this and what follows: guarded by mutex_
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace hookline
