#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace hookline {

/// What SQLite said, with its result code and the system's errno behind it (0: none).
class SqliteError : public std::runtime_error {
 public:
  SqliteError(int code, int system_errno, const std::string& message)
      : std::runtime_error(message), code_(code), system_errno_(system_errno) {}
  /// The primary code, SQLITE_FULL and so on.
  int code() const { return code_ & 0xff; }
  int system_errno() const { return system_errno_; }

 private:
  int code_;
  int system_errno_;
};

/// One prepared statement, used by one thread at a time; finalised at the end. Columns and
/// parameters count as SQLite counts them: parameters from 1, columns from 0.
class SqliteStatement {
 public:
  /// Throws SqliteError, as every method may.
  SqliteStatement(sqlite3* connection, std::string_view sql);
  ~SqliteStatement();
  SqliteStatement(SqliteStatement&& other) noexcept;
  SqliteStatement& operator=(SqliteStatement&&) = delete;

  void bind(int parameter, std::int64_t value);
  /// The bytes are not copied: they must last until reset(). They may be any bytes.
  void bind_text(int parameter, std::string_view text);
  void bind_blob(int parameter, std::string_view bytes);
  void bind_null(int parameter);
  /// For a function of our own, which asks for a pointer of the type of that name.
  void bind_pointer(int parameter, const void* pointer, const char* type);

  /// True: a row is there to be read. False: done.
  bool step();
  /// Runs a statement that yields nothing, ready for the next time.
  void run();
  /// The same with these numbers as its parameters.
  template <typename... Numbers>
  void run_with(Numbers... numbers) {
    int parameter = 0;
    (bind(++parameter, static_cast<std::int64_t>(numbers)), ...);
    run();
  }
  /// Ready for the next time; forgets what was bound.
  void reset() noexcept;

  std::int64_t integer(int column) const;
  /// The view lasts until the next step or reset.
  std::string_view bytes(int column) const;
  bool is_null(int column) const;

 private:
  sqlite3* connection_;
  sqlite3_stmt* statement_ = nullptr;
};

/// Resets a statement when it goes out of scope, whatever happened.
class SqliteReset {
 public:
  explicit SqliteReset(SqliteStatement& statement) : statement_(statement) {}
  ~SqliteReset() { statement_.reset(); }
  SqliteReset(const SqliteReset&) = delete;
  SqliteReset& operator=(const SqliteReset&) = delete;

 private:
  SqliteStatement& statement_;
};

enum class SqliteAccess { kReadWrite, kReadOnly };

/// One open database, used by one thread at a time.
class SqliteConnection {
 public:
  /// `file` is a path without links: one that was put in its place meanwhile isn't followed. Throws
  /// SqliteError.
  SqliteConnection(const std::string& file, SqliteAccess access);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  SqliteStatement prepare(std::string_view sql) { return {connection_, sql}; }
  void run(std::string_view sql) { prepare(sql).run(); }
  /// The first column of the first row; 0 without a row.
  std::int64_t integer(std::string_view sql);
  std::string text(std::string_view sql);
  /// Whether the file was moved or deleted since it was opened: then nothing written would last.
  bool is_moved() const;
  bool in_transaction() const;
  sqlite3* get() { return connection_; }

 private:
  sqlite3* connection_ = nullptr;
};

/// A write transaction: rolled back unless commit() went well.
class SqliteTransaction {
 public:
  /// The statements are BEGIN IMMEDIATE, COMMIT and ROLLBACK of the connection; all outlive this.
  SqliteTransaction(SqliteConnection& connection, SqliteStatement& begin, SqliteStatement& commit);
  ~SqliteTransaction();
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;
  void commit() { commit_.run(); }

 private:
  SqliteConnection& connection_;
  SqliteStatement& commit_;
};

}  // namespace hookline
