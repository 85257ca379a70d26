#include "catcher/base/sqlite/sqlite_file.h"

#include "catcher/base/process/failure.h"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <sqlite3.h>

namespace hookline {
namespace {

constexpr int kBusyTimeoutMs = 1000;

bool is_new(SqliteConnection& connection, const std::string& file, const SqliteFileKind& kind) {
  const auto tables = connection.integer("SELECT count(*) FROM sqlite_schema");
  const auto application = connection.integer("PRAGMA application_id");
  const auto version = connection.integer("PRAGMA user_version");
  if (tables == 0 && application == 0 && version == 0) return true;
  if (application != kind.application_id) refuse_other_program(file, kind);
  if (version != kind.version) {
    throw Failure(
        ExitCode::kCannotRun,
        fmt::format("{} was written by another version of this program (format {}, not {}); "
                    "use that version, or name another file",
                    file, version, kind.version));
  }
  return false;
}

/// Whether the last connection to close carries the log over into the file and removes it.
void set_tidies_up(SqliteConnection& connection, bool tidies_up) {
  sqlite3_db_config(connection.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, tidies_up ? 0 : 1, nullptr);
}

void create_tables(SqliteConnection& connection, const SqliteFileKind& kind,
                   const std::function<void(SqliteConnection&)>& create) {
  connection.run("BEGIN IMMEDIATE");
  create(connection);
  connection.run(fmt::format("PRAGMA application_id = {}", kind.application_id));
  connection.run(fmt::format("PRAGMA user_version = {}", kind.version));
  connection.run("COMMIT");
}

}  // namespace

void refuse_other_program(const std::string& file, const SqliteFileKind& kind) {
  throw Failure(
      ExitCode::kCannotRun,
      fmt::format("{} is another program's database, left as it is; name another file for the {}",
                  file, kind.noun));
}

void prepare_sqlite_file(SqliteConnection& connection, const std::string& file,
                         const SqliteFileKind& kind,
                         const std::function<void(SqliteConnection&)>& create) {
  sqlite3_busy_timeout(connection.get(), kBusyTimeoutMs);
  set_tidies_up(connection, false);  // the file may be another program's
  const bool is_new = hookline::is_new(connection, file, kind);
  set_tidies_up(connection, true);
  if (sqlite3_db_readonly(connection.get(), "main") != 0) {
    throw Failure(
        ExitCode::kCannotRun,
        fmt::format("the {} {} can't be written; change its permissions, or name another file{}",
                    kind.noun, file, kind.alternative));
  }
  if (is_new) connection.run(fmt::format("PRAGMA page_size = {}", kind.page_bytes));
  if (connection.text("PRAGMA journal_mode = WAL") != "wal") {
    throw Failure(
        ExitCode::kCannotRun,
        fmt::format("the folder of {} doesn't allow a write-ahead log; put the {} on a local "
                    "disk{}",
                    file, kind.noun, kind.alternative));
  }
  connection.run("PRAGMA synchronous = NORMAL");
  connection.run("PRAGMA journal_size_limit = 67108864");
  connection.run("PRAGMA cache_size = -4096");
  // Debian's SQLite overwrites deleted rows with zeros, which costs as much as writing them did.
  connection.run("PRAGMA secure_delete = OFF");
  if (is_new) create_tables(connection, kind, create);
}

namespace {

/// SQLite calls only the first of them a full disk.
bool is_no_room(int problem) {
  return problem == ENOSPC || problem == EDQUOT || problem == EFBIG;
}

std::string full_sentence(int problem, const std::string& file, const SqliteFileKind& kind) {
  const std::string_view advice = problem == EFBIG
                                      ? "it may not grow further (ulimit -f); raise the limit"
                                  : problem == EDQUOT ? "the disk quota is used up; free some space"
                                                      : "the disk is full; free some space";
  return fmt::format("no room is left for the {} {}: {}{}", kind.noun, file, advice,
                     kind.room_advice);
}

}  // namespace

bool is_no_room(const SqliteError& error) {
  return error.code() == SQLITE_FULL || is_no_room(error.system_errno());
}

std::string moved_sentence(const std::string& file, const SqliteFileKind& kind) {
  return fmt::format("the {} {} was moved or deleted; put it back, or start again with another",
                     kind.noun, file);
}

std::string sentence_for(const SqliteError& error, const std::string& file,
                         const SqliteFileKind& kind) {
  const auto system = error.system_errno() != 0 ? std::strerror(error.system_errno()) : "";
  const auto noun = kind.noun;
  if (is_no_room(error.system_errno())) return full_sentence(error.system_errno(), file, kind);
  switch (error.code()) {
    case SQLITE_FULL:
      return full_sentence(ENOSPC, file, kind);
    case SQLITE_READONLY:
      return fmt::format("the {} {} can't be written: it is read-only now", noun, file);
    case SQLITE_BUSY:
      return fmt::format("the {} {} is locked by another program", noun, file);
    case SQLITE_TOOBIG:
      return fmt::format("the request is too large for the {} {}", noun, file);
    case SQLITE_INTERRUPT:
      return fmt::format("reading the {} {} was given up: the program ends", noun, file);
    case SQLITE_NOMEM:
      return fmt::format("the memory for calls is in use: the {} {} can't be searched now", noun,
                         file);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return fmt::format("the {} {} is damaged, or no {} at all ({}); name another file", noun,
                         file, noun, error.what());
    default:
      return fmt::format("the {} {} failed: {}{}{}", noun, file, error.what(),
                         *system != '\0' ? ": " : "", system);
  }
}

}  // namespace hookline
