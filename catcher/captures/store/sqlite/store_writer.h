#pragma once

#include "catcher/base/sqlite/sqlite_checkpointer.h"
#include "catcher/base/sqlite/sqlite_connection.h"
#include "catcher/base/sqlite/sqlite_file.h"

#include <cstdint>
#include <deque>
#include <string>

namespace hookline {

extern const SqliteFileKind kStoreFile;

/// What a store's file has to remember of captures that aren't in it any more.
struct GoneCaptures {
  std::int64_t last = 0;      ///< the highest id given when a row was last deleted by request
  std::uint64_t removed = 0;  ///< how many were deleted by request
  std::uint64_t cleared = 0;  ///< how many times
  std::int64_t floor = 0;     ///< captures up to this id are dropped
  std::string identity;       ///< StoredCaptures::identity(); empty: the file's own, or a new one
};

struct KeptRow {
  std::int64_t id;
  std::uint64_t bytes;  ///< what it counts against the store's limit
};

/// The connection that writes a store's file, its statements, and what keeps its log short. One
/// thread at a time.
struct StoreWriter {
  /// Makes the tables where the file is empty, with `gone`. Throws Failure or SqliteError where it
  /// can't be used.
  StoreWriter(const std::string& file, const GoneCaptures& gone);

  SqliteConnection connection;
  SqliteStatement begin, commit, insert, oldest, hidden, purge, size, remove, save;
  SqliteStatement add_relay, trim_replays, purge_relays, remove_relays, update_reply, grow;
  SqliteCheckpointer checkpointer;
  std::deque<KeptRow> ahead;  ///< some of the oldest rows that are kept, read ahead

 private:
  static SqliteConnection& prepared(SqliteConnection& connection, const std::string& file,
                                    const GoneCaptures& gone);
};

}  // namespace hookline
