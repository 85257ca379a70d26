#include "catcher/base/sqlite/sqlite_checkpointer.h"

#include <sqlite3.h>

namespace hookline {
namespace {

/// A log of so many pages is carried over. SQLite itself would do it at the same length.
constexpr int kDuePages = 1000;
/// With a log of so many pages the writer waits until it is carried over, so that it begins anew.
constexpr int kLongPages = 4000;

}  // namespace

SqliteCheckpointer::SqliteCheckpointer(const std::string& file, SqliteConnection& writer)
    : writer_(writer), connection_(file, SqliteAccess::kReadWrite) {
  // A connection that has read nothing doesn't know of the log, and its checkpoints silently do
  // nothing.
  connection_.integer("SELECT count(*) FROM sqlite_schema");
  sqlite3_wal_hook(writer_.get(), &on_commit, this);
  thread_ = std::thread([this] { run(); });
}

SqliteCheckpointer::~SqliteCheckpointer() {
  sqlite3_wal_hook(writer_.get(), nullptr, nullptr);
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    changed_.notify_one();
  }
  thread_.join();
}

int SqliteCheckpointer::on_commit(void* self, sqlite3*, const char*, int log_pages) {
  auto& checkpointer = *static_cast<SqliteCheckpointer*>(self);
  if (log_pages >= kLongPages) {
    checkpointer.carry();
  } else if (log_pages >= kDuePages) {
    checkpointer.wake();
  }
  return SQLITE_OK;
}

void SqliteCheckpointer::wake() {
  const std::lock_guard lock(mutex_);
  if (due_) return;
  due_ = true;
  changed_.notify_one();
}

void SqliteCheckpointer::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return due_ || ending_; });
    if (ending_) return;
    lock.unlock();
    carry();
    lock.lock();
    due_ = false;  // commits meanwhile don't count: the next one asks again
  }
}

void SqliteCheckpointer::carry() {
  // What can't be carried over now (a reader's snapshot, a full disk) stays in the log and is tried
  // again after the next commit. A disk in trouble is told of by the append that meets it.
  const std::lock_guard lock(carrying_);
  sqlite3_wal_checkpoint_v2(connection_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                            nullptr);
}

void SqliteCheckpointer::carry_all() {
  const std::lock_guard lock(carrying_);
  sqlite3_wal_checkpoint_v2(connection_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr,
                            nullptr);
}

}  // namespace hookline
