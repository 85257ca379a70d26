#include "emitter/delivery/queue/postgresql/session/postgres_connection.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <libpq-fe.h>

namespace hookline {
namespace {

using Kind = PostgresError::Kind;

/// The first line, and of a server's own words nothing that is put before them.
std::string sentence_of(std::string_view message) {
  message = message.substr(0, message.find('\n'));
  for (const std::string_view before : {"FATAL:", "ERROR:", "PANIC:"}) {
    const std::size_t at = message.find(before);
    if (at != std::string_view::npos) message.remove_prefix(at + before.size());
  }
  const std::size_t first = message.find_first_not_of(" \t");
  return std::string(message.substr(std::min(first, message.size())));
}

/// By the states of SQL: https://www.postgresql.org/docs/15/errcodes-appendix.html.
Kind kind_of(std::string_view state) {
  if (state == "40001" || state == "40P01" || state == "55P03") return Kind::kRepeat;
  // Connections; too many of them; an operator's shutdown or cancel; a full disk or memory; the
  // system's own errors. A server that has become read-only is one that another takes over from.
  for (const std::string_view away : {"08", "53", "57P", "58", "25006"}) {
    if (state.starts_with(away)) return Kind::kAway;
  }
  return Kind::kRefused;
}

/// While it is being connected to, a server says why only in words.
Kind kind_of_refusal(std::string_view message) {
  constexpr std::array<std::string_view, 6> kFinal = {"password",       "authentication",
                                                      "does not exist", "permission denied",
                                                      "pg_hba.conf",    "is not permitted"};
  for (const std::string_view word : kFinal) {
    if (message.find(word) != std::string_view::npos) return Kind::kRefused;
  }
  return Kind::kAway;
}

std::string text_or(const char* text, const char* otherwise) {
  return text == nullptr || *text == '\0' ? otherwise : text;
}

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

/// Null where it can't be read. What libpq says then repeats parts of it, and is left out.
Options options_in(const std::string& dsn) {
  char* message = nullptr;
  Options options(PQconninfoParse(dsn.c_str(), &message), &PQconninfoFree);
  PQfreemem(message);
  return options;
}

}  // namespace

PostgresConnection::PostgresConnection(const std::string& dsn) {
  // What the user says comes last, and so counts.
  const std::array<const char*, 9> names = {
      "connect_timeout",           "keepalives_idle",  "keepalives_interval",
      "keepalives_count",          "tcp_user_timeout", "client_encoding",
      "fallback_application_name", "dbname",           nullptr};
  const std::array<const char*, 9> values = {"5",         "10",       "5",         "3",    "20000",
                                             "SQL_ASCII", "hookline", dsn.c_str(), nullptr};
  connection_ = PQconnectdbParams(names.data(), values.data(), 1);
  if (PQstatus(connection_) == CONNECTION_OK) {
    PQsetNoticeProcessor(
        connection_, [](void*, const char*) {}, nullptr);
    return;
  }
  const std::string why = sentence_of(PQerrorMessage(connection_));
  PQfinish(connection_);
  throw PostgresError(kind_of_refusal(why), "", why);
}

PostgresConnection::~PostgresConnection() {
  PQfinish(connection_);
}

void PostgresConnection::run(const std::string& sql) {
  check(PostgresRows(PQexec(connection_, sql.c_str())));
}

PostgresRows PostgresConnection::run(std::string_view name, std::string_view sql,
                                     const PostgresValues& values) {
  const std::string statement(name);
  const int count = static_cast<int>(values.size());
  if (!prepared_.contains(statement)) {
    check(PostgresRows(
        PQprepare(connection_, statement.c_str(), std::string(sql).c_str(), count, nullptr)));
    prepared_.insert(statement);
  }
  std::vector<const char*> bytes;
  std::vector<int> lengths;
  for (std::size_t i = 0; i < values.size(); ++i) {
    bytes.push_back(values.at(i).data());
    lengths.push_back(static_cast<int>(values.at(i).size()));
  }
  const std::vector<int> are_binary(values.size(), 1);
  PostgresRows rows(PQexecPrepared(connection_, statement.c_str(), count, bytes.data(),
                                   lengths.data(), are_binary.data(), 1));
  check(rows);
  return rows;
}

void PostgresConnection::check(const PostgresRows& rows) const {
  const ExecStatusType status = PQresultStatus(rows.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
  const std::string state = text_or(PQresultErrorField(rows.get(), PG_DIAG_SQLSTATE), "");
  const char* said = PQresultErrorField(rows.get(), PG_DIAG_MESSAGE_PRIMARY);
  const bool is_lost = PQstatus(connection_) != CONNECTION_OK || state.empty();
  throw PostgresError(is_lost ? Kind::kAway : kind_of(state), state,
                      said != nullptr ? said : sentence_of(PQerrorMessage(connection_)));
}

std::string PostgresConnection::place_of(const std::string& dsn) {
  const Options options = options_in(dsn);
  std::string host = "localhost";
  std::string port = "5432";
  std::string database = "?";
  for (const PQconninfoOption* one = options.get(); one && one->keyword != nullptr; ++one) {
    const std::string_view name = one->keyword;
    const char* value = one->val;
    if (name == "host" || name == "hostaddr") host = text_or(value, host.c_str());
    if (name == "port") port = text_or(value, port.c_str());
    if (name == "dbname") database = text_or(value, database.c_str());
  }
  return fmt::format("{}:{}/{}", host, port, database);
}

std::string PostgresConnection::problem_with(const std::string& dsn) {
  if (options_in(dsn)) return {};
  return "no address of a PostgreSQL server can be read in it; it looks like "
         "postgresql://USER@HOST:PORT/DATABASE, with % before what is no letter or digit";
}

}  // namespace hookline
