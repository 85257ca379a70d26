#pragma once

#include "emitter/delivery/queue/postgresql/session/postgres_rows.h"
#include "emitter/delivery/queue/postgresql/session/postgres_values.h"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_set>

struct pg_conn;

namespace hookline {

/// What the server, or the way to it, said. Never holds the password.
class PostgresError : public std::runtime_error {
 public:
  enum class Kind : std::uint8_t {
    kRefused,  ///< the statement, or who asks: again would be in vain
    kAway,     ///< the connection is gone, or the server can't work now: another try may do
    kRepeat,   ///< it collided with another transaction: again at once
  };

  PostgresError(Kind kind, std::string state, const std::string& message)
      : std::runtime_error(message), kind_(kind), state_(std::move(state)) {}
  Kind kind() const { return kind_; }
  /// The five letters of SQL's states; empty where no server said it.
  const std::string& state() const { return state_; }

 private:
  Kind kind_;
  std::string state_;
};

/// One connection to a PostgreSQL server, used by one thread at a time. All methods throw
/// PostgresError.
///
/// libpq's pipeline mode isn't used: what a call of the queue needs is one statement for its whole
/// batch, so that there is nothing that could be sent ahead of an answer but the next batch, and
/// which that is depends on the answer.
class PostgresConnection {
 public:
  /// `dsn` as libpq takes it.
  explicit PostgresConnection(const std::string& dsn);
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  /// One or several statements, which yield nothing that is wanted.
  void run(const std::string& sql);
  /// One statement with $1, $2, …, prepared under `name` the first time.
  PostgresRows run(std::string_view name, std::string_view sql, const PostgresValues& values = {});

  /// "HOST:PORT/DATABASE", for sentences: without who asks.
  static std::string place_of(const std::string& dsn);
  /// Why `dsn` is none, a sentence; empty where it is one. Never repeats it, as it may hold a
  /// password.
  static std::string problem_with(const std::string& dsn);

 private:
  void check(const PostgresRows& rows) const;

  pg_conn* connection_;
  std::unordered_set<std::string> prepared_;
};

}  // namespace hookline
