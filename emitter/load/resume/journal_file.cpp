#include "emitter/load/resume/journal_file.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/sqlite/files/private_files.h"

#include <cstring>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kRunTable = R"(
CREATE TABLE run (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  lanes INTEGER NOT NULL,
  caught_before INTEGER NOT NULL,
  dropped_before INTEGER NOT NULL,
  starts INTEGER NOT NULL,
  sent_again INTEGER NOT NULL,
  is_accepted_whole INTEGER NOT NULL
))";
constexpr std::string_view kPlanTable = R"(
CREATE TABLE plan (flag TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID)";
constexpr std::string_view kLaneTable = R"(
CREATE TABLE lane (
  number INTEGER PRIMARY KEY,
  accepted INTEGER NOT NULL,
  last_event INTEGER NOT NULL,
  last_due_ns INTEGER NOT NULL  -- from the start of the run
))";
constexpr std::string_view kStatesTable = R"(
CREATE TABLE states (
  lane INTEGER NOT NULL,
  part INTEGER NOT NULL,  -- so many times 2048 deliveries come before
  bits BLOB NOT NULL,     -- 0 pending, 1 delivered, 2 failed: words of 64 bits, this machine's
  PRIMARY KEY (lane, part)
) WITHOUT ROWID)";
constexpr std::string_view kDeliveryTable = R"(
CREATE TABLE delivery (
  first INTEGER PRIMARY KEY,  -- its id; those that follow it in its lane have their webhooks here too
  event INTEGER NOT NULL,
  due_us INTEGER NOT NULL,    -- since 1970
  url TEXT NOT NULL,
  webhooks BLOB NOT NULL,     -- an id of 64 bits, this machine's, for each delivery
  payload BLOB NOT NULL
))";

void create_tables(SqliteConnection& connection) {
  for (const auto table : {kRunTable, kPlanTable, kLaneTable, kStatesTable, kDeliveryTable}) {
    connection.run(table);
  }
}

}  // namespace

SqliteConnection& prepared_journal(SqliteConnection& connection, const std::string& file) {
  prepare_sqlite_file(connection, file, kJournalFile, create_tables);
  make_private(file);
  return connection;
}

std::vector<std::uint64_t> words_in(std::string_view bytes) {
  std::vector<std::uint64_t> words(bytes.size() / sizeof(std::uint64_t));
  if (!words.empty()) std::memcpy(words.data(), bytes.data(), words.size() * sizeof words[0]);
  return words;
}

std::string_view bytes_of(std::span<const std::uint64_t> words) {
  return {reinterpret_cast<const char*>(words.data()), words.size_bytes()};
}

void refuse_damage(const std::string& file, std::string_view what) {
  throw Failure(ExitCode::kCannotRun,
                fmt::format("the journal {} is damaged: {}; name another file", file, what));
}

}  // namespace hookline
