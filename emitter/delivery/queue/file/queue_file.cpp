#include "emitter/delivery/queue/file/queue_file.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/sqlite/files/private_files.h"
#include "catcher/base/sqlite/sqlite_file.h"
#include "catcher/base/sqlite/vetted_place.h"
#include "emitter/delivery/delivery_mark.h"

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace hookline {
namespace {

constexpr SqliteFileKind kQueueFile = {.application_id = 0x484b5155,  // "HKQU"
                                       .version = 1,
                                       .page_bytes = 4096,
                                       .noun = "queue",
                                       .alternative = "",
                                       .room_advice = ", and start again"};
constexpr int kTurnWithinMs = 20'000;

/// Times are in microseconds since 1970 UTC.
constexpr std::string_view kFileTables[] = {
    "CREATE TABLE queue (mark TEXT NOT NULL)",
    "CREATE TABLE host (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    R"(
CREATE TABLE producer (           -- who puts deliveries in
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER NOT NULL DEFAULT 0,
  highest INTEGER NOT NULL DEFAULT 0,  -- the highest id that was ever taken of it
  accepted INTEGER NOT NULL DEFAULT 0,
  started_us INTEGER NOT NULL,
  hears INTEGER NOT NULL,         -- of each attempt
  is_done INTEGER NOT NULL DEFAULT 0
))",
    R"(
CREATE TABLE payload (
  id INTEGER PRIMARY KEY,
  deliveries INTEGER NOT NULL DEFAULT 0,  -- that have it
  bytes BLOB NOT NULL
))",
    R"(
CREATE TABLE delivery (
  number INTEGER PRIMARY KEY,     -- in the order of acceptance
  id INTEGER NOT NULL UNIQUE,     -- with its producer's number in its upper bits
  event INTEGER NOT NULL,
  kind INTEGER NOT NULL,          -- of the receiver
  receiver INTEGER NOT NULL,
  host INTEGER NOT NULL,
  url TEXT NOT NULL,
  payload INTEGER NOT NULL,
  due_us INTEGER NOT NULL,
  at_us INTEGER NOT NULL,         -- when it can be leased: due_us, or the end of its lease
  attempt INTEGER NOT NULL,
  lease INTEGER NOT NULL DEFAULT 0
))",
    "CREATE INDEX delivery_turn ON delivery (host, at_us, number)",
    R"(
CREATE TRIGGER delivery_comes AFTER INSERT ON delivery BEGIN
  UPDATE payload SET deliveries = deliveries + 1 WHERE id = new.payload;
END)",
    R"(
CREATE TRIGGER delivery_goes AFTER DELETE ON delivery BEGIN
  UPDATE payload SET deliveries = deliveries - 1 WHERE id = old.payload;
  DELETE FROM payload WHERE id = old.payload AND deliveries = 0;
END)",
    "CREATE TABLE ended (id INTEGER PRIMARY KEY, state INTEGER NOT NULL)",
    R"(
CREATE TABLE worker (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  seen_us INTEGER NOT NULL,
  held INTEGER NOT NULL DEFAULT 0,
  duplicates INTEGER NOT NULL DEFAULT 0,
  is_done INTEGER NOT NULL DEFAULT 0
))",
    R"(
CREATE TABLE account (            -- what has ended, in sum
  producer INTEGER NOT NULL,
  worker INTEGER NOT NULL,
  host INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  taken_over INTEGER NOT NULL,    -- leased after another's lease had ended by itself
  PRIMARY KEY (producer, worker, host)
) WITHOUT ROWID)",
    R"(
CREATE TABLE figures (            -- what workers have measured, as they write it
  producer INTEGER NOT NULL,
  worker INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (producer, worker)
))",
    R"(
CREATE TABLE report (
  id INTEGER NOT NULL,            -- of the delivery
  attempt INTEGER NOT NULL,
  worker INTEGER NOT NULL,
  bytes BLOB NOT NULL,            -- what came of the attempt, as the worker writes it
  PRIMARY KEY (id, attempt, worker)
))",
    R"(
CREATE TABLE switched (           -- receivers, off or on again; each change has another number
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL,
  receiver INTEGER NOT NULL,
  is_off INTEGER NOT NULL,
  UNIQUE (kind, receiver)
))"};

void create_tables(SqliteConnection& connection) {
  for (const std::string_view sql : kFileTables) connection.run(sql);
  auto row = connection.prepare("INSERT INTO queue VALUES (?)");
  const std::string mark = new_run_id();
  row.bind_text(1, mark);
  row.run();
}

/// Without links, as SqliteConnection wants it.
std::string absolute(const std::string& file) {
  std::error_code none;
  const auto path = std::filesystem::weakly_canonical(std::filesystem::absolute(file, none), none);
  return none ? file : path.string();
}

/// Private from its first moment on.
void make_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0) {
    ::close(descriptor);
  } else if (errno != EEXIST) {
    refuse_unwritable(path, kQueueFile, errno);
  }
}

/// Two that begin at the same moment get into each other's way: then once more.
std::unique_ptr<SqliteConnection> opened(const std::string& path) {
  constexpr int kTries = 20;
  for (int tries = 1;; ++tries) {
    try {
      auto connection = std::make_unique<SqliteConnection>(path, SqliteAccess::kReadWrite);
      prepare_sqlite_file(*connection, path, kQueueFile, create_tables);
      sqlite3_busy_timeout(connection->get(), kTurnWithinMs);
      // What isn't committed never goes to the log's file, where others may write once it is rolled
      // back; what is put together for the log (joined_log_writes) would overwrite that.
      connection->run("PRAGMA cache_spill = OFF");
      make_private(path);
      return connection;
    } catch (const SqliteError& error) {
      const bool is_in_the_way = error.code() == SQLITE_BUSY || error.code() == SQLITE_ERROR;
      if (!is_in_the_way || tries == kTries) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(20 * tries));
    }
  }
}

}  // namespace

QueueFile::QueueFile(const std::string& file)
    : path_(absolute(file)), connection_(with_sentence(path_, kQueueFile, [this] {
        vet_place(path_, kQueueFile);
        make_file(path_);
        vet_number_of_names(path_, kQueueFile, std::filesystem::hard_link_count(path_));
        return opened(path_);
      })) {
  read([this](SqliteConnection& connection) { mark_ = connection.text("SELECT mark FROM queue"); });
}

void QueueFile::write(const Work& work) {
  run("BEGIN IMMEDIATE", work);
}

void QueueFile::read(const Work& work) {
  run("BEGIN", work);
}

void QueueFile::run(const char* begin, const Work& work) {
  with_sentence(path_, kQueueFile, [&] {
    if (connection_->is_moved())
      throw Failure(ExitCode::kCannotRun, moved_sentence(path_, kQueueFile));
    auto first = connection_->prepare(begin);
    auto last = connection_->prepare("COMMIT");
    SqliteTransaction transaction(*connection_, first, last);
    work(*connection_);
    transaction.commit();
  });
}

}  // namespace hookline
