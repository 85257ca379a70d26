#pragma once

#include "catcher/base/sqlite/file_lock.h"
#include "catcher/base/sqlite/sqlite_checkpointer.h"
#include "catcher/base/sqlite/sqlite_connection.h"
#include "emitter/delivery/queue/sqlite_delivery_queue.h"
#include "emitter/platform/store/rows/delivery_rows.h"
#include "emitter/platform/store/rows/entity_rows.h"
#include "emitter/platform/store/rows/webhook_rows.h"

#include <functional>
#include <mutex>
#include <string>

namespace hookline {

/// The connection to a platform's file, and the rows in it. One thread at a time.
struct PlatformRows {
  /// Makes the tables where the file is empty. Throws Failure or SqliteError.
  explicit PlatformRows(const std::string& file);

  SqliteConnection connection;
  SqliteStatement begin, commit, save_numbers;
  EntityRows entities;
  WebhookRows webhooks;
  SqliteDeliveryQueue deliveries;
  DeliveryRows ended;
  SqliteCheckpointer checkpointer;

 private:
  static SqliteConnection& prepared(SqliteConnection& connection, const std::string& file);
};

/// The file of a platform: locked against other programs, written by one thread at a time. A commit
/// reaches the system before write() returns, so that the death of the process loses nothing; only
/// the machine's may lose the last moments.
class PlatformFile {
 public:
  /// Throws Failure(kCannotRun) where the file can't be used.
  explicit PlatformFile(const std::string& file);

  using Work = std::function<void(PlatformRows&)>;
  /// Runs `work` in a transaction: all of it counts, or none where this throws Failure(kCannotRun).
  /// Any thread.
  void write(const Work& work);
  /// Why the last write failed, a sentence; empty where it went well. Any thread.
  std::string problem() const;

 private:
  void commit(const Work& work);
  void note(const std::string& problem);

  const FileLock lock_;
  std::mutex mutex_;   ///< held while SQLite writes, since that is the point
  PlatformRows rows_;  ///< guarded by mutex_

  mutable std::mutex problem_mutex_;
  std::string problem_;  ///< guarded by problem_mutex_
};

}  // namespace hookline
