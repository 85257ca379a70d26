#include "emitter/platform/store/rows/entity_rows.h"

#include "emitter/delivery/queue/stored_number.h"

namespace hookline {

void EntityRows::create_table(SqliteConnection& connection) {
  connection.run(R"(
CREATE TABLE entity (
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  bytes BLOB NOT NULL,  -- see packed.h
  PRIMARY KEY (kind, id)
) WITHOUT ROWID)");
}

EntityRows::EntityRows(SqliteConnection& connection)
    : put_(connection.prepare("INSERT OR REPLACE INTO entity VALUES (?, ?, ?)")),
      remove_(connection.prepare("DELETE FROM entity WHERE kind = ? AND id = ?")),
      of_kind_(connection.prepare("SELECT bytes FROM entity WHERE kind = ? ORDER BY id")) {}

void EntityRows::put(std::string_view kind, std::uint64_t id, std::string_view bytes) {
  put_.bind_text(1, kind);
  put_.bind(2, stored(id));
  put_.bind_blob(3, bytes);
  put_.run();
}

void EntityRows::remove(std::string_view kind, std::uint64_t id) {
  remove_.bind_text(1, kind);
  remove_.bind(2, stored(id));
  remove_.run();
}

void EntityRows::for_each(std::string_view kind,
                          const std::function<void(std::string_view bytes)>& visit) {
  const SqliteReset reset(of_kind_);
  of_kind_.bind_text(1, kind);
  while (of_kind_.step()) visit(of_kind_.bytes(0));
}

}  // namespace hookline
