#include "catcher/base/sqlite/sqlite_connection.h"

#include "catcher/base/sqlite/files/joined_log_writes.h"

#include <cerrno>
#include <utility>

#include <sqlite3.h>

namespace hookline {
namespace {

/// The errno of the last operation that failed on the file; 0: none did.
int last_errno_of(sqlite3_file* file) {
  int last = 0;
  if (file == nullptr || file->pMethods == nullptr) return 0;
  file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &last);
  return last;
}

/// Why writing failed. sqlite3_system_errno() doesn't know it after a statement; the files do.
int write_errno(sqlite3* connection) {
  sqlite3_file* log = nullptr;
  sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (const int last = last_errno_of(log); last != 0) return last;
  int last = 0;
  sqlite3_file_control(connection, "main", SQLITE_FCNTL_LAST_ERRNO, &last);
  return last;
}

int system_errno_of(sqlite3* connection, int code) {
  switch (code) {
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_TRUNCATE:
      return write_errno(connection);
    case SQLITE_IOERR_SHMSIZE:
      return ENOSPC;  // it isn't remembered, and growing fails for no other reason
    default:
      return sqlite3_system_errno(connection);
  }
}

[[noreturn]] void fail(sqlite3* connection) {
  const int code = sqlite3_extended_errcode(connection);
  throw SqliteError(code, system_errno_of(connection, code), sqlite3_errmsg(connection));
}

void check(int code, sqlite3* connection) {
  if (code != SQLITE_OK) fail(connection);
}

}  // namespace

SqliteStatement::SqliteStatement(sqlite3* connection, std::string_view sql)
    : connection_(connection) {
  check(sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement_, nullptr),
        connection);
}

SqliteStatement::~SqliteStatement() {
  sqlite3_finalize(statement_);
}

SqliteStatement::SqliteStatement(SqliteStatement&& other) noexcept
    : connection_(other.connection_), statement_(std::exchange(other.statement_, nullptr)) {}

void SqliteStatement::bind(int parameter, std::int64_t value) {
  check(sqlite3_bind_int64(statement_, parameter, value), connection_);
}

void SqliteStatement::bind_text(int parameter, std::string_view text) {
  const char* bytes = text.data() ? text.data() : "";
  check(sqlite3_bind_text64(statement_, parameter, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8),
        connection_);
}

void SqliteStatement::bind_blob(int parameter, std::string_view bytes) {
  const char* start = bytes.data() ? bytes.data() : "";
  check(sqlite3_bind_blob64(statement_, parameter, start, bytes.size(), SQLITE_STATIC),
        connection_);
}

void SqliteStatement::bind_null(int parameter) {
  check(sqlite3_bind_null(statement_, parameter), connection_);
}

void SqliteStatement::bind_pointer(int parameter, const void* pointer, const char* type) {
  check(sqlite3_bind_pointer(statement_, parameter, const_cast<void*>(pointer), type, nullptr),
        connection_);
}

bool SqliteStatement::step() {
  const int code = sqlite3_step(statement_);
  if (code != SQLITE_ROW && code != SQLITE_DONE) fail(connection_);
  return code == SQLITE_ROW;
}

void SqliteStatement::run() {
  const SqliteReset reset(*this);
  while (step()) {
  }
}

void SqliteStatement::reset() noexcept {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

std::int64_t SqliteStatement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view SqliteStatement::bytes(int column) const {
  const void* start = sqlite3_column_blob(statement_, column);
  if (start == nullptr) return {};
  return {static_cast<const char*>(start),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

bool SqliteStatement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

SqliteConnection::SqliteConnection(const std::string& file, SqliteAccess access) {
  const int mode = access == SqliteAccess::kReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                                      : SQLITE_OPEN_READONLY;
  const int flags = mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
  const int code = sqlite3_open_v2(file.c_str(), &connection_, flags, joined_log_writes());
  if (code == SQLITE_OK) {
    sqlite3_extended_result_codes(connection_, 1);
    return;
  }
  const SqliteError error(code, connection_ ? sqlite3_system_errno(connection_) : 0,
                          connection_ ? sqlite3_errmsg(connection_) : sqlite3_errstr(code));
  sqlite3_close(connection_);
  throw SqliteError(error);
}

SqliteConnection::~SqliteConnection() {
  sqlite3_close_v2(connection_);
}

std::int64_t SqliteConnection::integer(std::string_view sql) {
  auto statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::string SqliteConnection::text(std::string_view sql) {
  auto statement = prepare(sql);
  return statement.step() ? std::string(statement.bytes(0)) : std::string();
}

bool SqliteConnection::is_moved() const {
  int moved = 0;
  sqlite3_file_control(connection_, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return moved != 0;
}

bool SqliteConnection::in_transaction() const {
  return sqlite3_get_autocommit(connection_) == 0;
}

SqliteTransaction::SqliteTransaction(SqliteConnection& connection, SqliteStatement& begin,
                                     SqliteStatement& commit)
    : connection_(connection), commit_(commit) {
  begin.run();
}

SqliteTransaction::~SqliteTransaction() {
  if (!connection_.in_transaction()) return;
  try {
    connection_.run("ROLLBACK");
  } catch (const SqliteError&) {
    // SQLite has rolled back by itself where a rollback can fail.
  }
}

}  // namespace hookline
