#include "emitter/delivery/queue/seats/queue_place_check.h"

#include "catcher/base/process/failure.h"
#include "emitter/delivery/queue/postgresql/session/postgres_connection.h"

#include <algorithm>

#include <fmt/format.h>

namespace hookline {
namespace {

/// What the server would cut is refused; so are its own.
constexpr std::size_t kSchemaMax = 60;

bool is_schema(const std::string& name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && name.size() <= kSchemaMax && (name[0] < '0' || name[0] > '9') &&
         !name.starts_with("pg_") && std::all_of(name.begin(), name.end(), fits);
}

}  // namespace

void check_queue_place(const QueuePlace& place) {
  if (!is_schema(place.schema)) {
    throw Failure(ExitCode::kUsage,
                  fmt::format("--queue-schema {}: give a name of small letters, digits and "
                              "underscores, up to {}, that doesn't begin with a digit or pg_",
                              place.schema, kSchemaMax));
  }
  const bool is_odd_address = place.is_file() && place.dsn.starts_with("postgres");
  if (place.dsn.empty() || is_odd_address) {
    throw Failure(ExitCode::kUsage,
                  "--queue: give a PostgreSQL server's address, "
                  "postgresql://USER@HOST:PORT/DATABASE, or the path of a file that this machine's "
                  "programs share");
  }
  if (place.is_file()) {
    if (place.schema == QueuePlace().schema) return;
    throw Failure(ExitCode::kUsage, "--queue-schema: only a queue on a PostgreSQL server has one");
  }
  const std::string problem = PostgresConnection::problem_with(place.dsn);
  if (!problem.empty()) throw Failure(ExitCode::kUsage, fmt::format("--queue: {}", problem));
}

}  // namespace hookline
