#include "emitter/delivery/queue/postgresql/session/queue_place.h"

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
  const bool is_file =
      place.dsn.find("://") == std::string::npos && place.dsn.find('=') == std::string::npos;
  if (place.dsn.empty() || is_file) {
    throw Failure(ExitCode::kUsage,
                  "--queue: a queue that several programs share is on a PostgreSQL server; give "
                  "its address, postgresql://USER@HOST:PORT/DATABASE");
  }
  const std::string problem = PostgresConnection::problem_with(place.dsn);
  if (!problem.empty()) throw Failure(ExitCode::kUsage, fmt::format("--queue: {}", problem));
}

}  // namespace hookline
