#include "catcher/captures/store/sqlite/store_writer.h"

#include "catcher/base/sqlite/files/private_files.h"
#include "catcher/captures/store/sqlite/rows/capture_row.h"
#include "catcher/captures/store/sqlite/rows/relay_row.h"

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kStateTable = R"(
CREATE TABLE state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  last INTEGER NOT NULL,     -- see GoneCaptures
  removed INTEGER NOT NULL,
  cleared INTEGER NOT NULL,
  floor INTEGER NOT NULL
))";

/// Stores of older versions have none: it is made when they are opened.
constexpr std::string_view kIdentityTable = R"(
CREATE TABLE IF NOT EXISTS identity (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  name TEXT NOT NULL
))";
constexpr std::string_view kMakeIdentity =
    "INSERT OR IGNORE INTO identity VALUES (1, lower(hex(randomblob(8))))";

}  // namespace

/// Pages larger than usual make scans faster, and small commits no slower (measured).
const SqliteFileKind kStoreFile = {.application_id = 0x484b4c4e,  // "HKLN"
                                   .version = 1,
                                   .page_bytes = 8192,
                                   .noun = "store",
                                   .alternative = ", or use --store memory",
                                   .room_advice = ", or delete captures, and it goes on"};

/// Checks the file and makes its tables; returns the connection.
SqliteConnection& StoreWriter::prepared(SqliteConnection& connection, const std::string& file,
                                        const GoneCaptures& gone) {
  prepare_sqlite_file(connection, file, kStoreFile, [&gone](SqliteConnection& fresh) {
    fresh.run(kCaptureTable);
    fresh.run(kStateTable);
    fresh.run(fmt::format("INSERT INTO state VALUES (1, {}, {}, {}, {})", gone.last, gone.removed,
                          gone.cleared, gone.floor));
  });
  make_private(file);
  connection.run(kRelayTable);
  connection.run(kRelayIndex);
  connection.run(kIdentityTable);
  if (!gone.identity.empty()) {
    auto keep = connection.prepare("INSERT OR IGNORE INTO identity VALUES (1, ?)");
    keep.bind_text(1, gone.identity);
    keep.run();
  }
  connection.run(kMakeIdentity);
  return connection;
}

StoreWriter::StoreWriter(const std::string& file, const GoneCaptures& gone)
    : connection(file, SqliteAccess::kReadWrite),
      begin(prepared(connection, file, gone).prepare("BEGIN IMMEDIATE")),
      commit(connection.prepare("COMMIT")),
      insert(connection.prepare(kInsertCapture)),
      oldest(
          connection.prepare("SELECT id, raw_bytes FROM capture WHERE id > ? ORDER BY id LIMIT ?")),
      hidden(connection.prepare(
          "SELECT id, raw_bytes FROM capture WHERE id <= ? ORDER BY id LIMIT ?")),
      purge(connection.prepare("DELETE FROM capture WHERE id <= ?")),
      size(connection.prepare("SELECT raw_bytes FROM capture WHERE id = ?")),
      remove(connection.prepare("DELETE FROM capture WHERE id = ?")),
      save(connection.prepare(
          "UPDATE state SET last = ?, removed = ?, cleared = ?, floor = ? WHERE one = 1")),
      add_relay(connection.prepare(kInsertRelay)),
      trim_replays(connection.prepare(kTrimReplays)),
      purge_relays(connection.prepare("DELETE FROM relay WHERE capture <= ?")),
      remove_relays(connection.prepare("DELETE FROM relay WHERE capture = ?")),
      update_reply(connection.prepare(kUpdateReply)),
      grow(connection.prepare("UPDATE capture SET raw_bytes = raw_bytes + ? WHERE id = ?")),
      checkpointer(file, connection) {}

}  // namespace hookline
