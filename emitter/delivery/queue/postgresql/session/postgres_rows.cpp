#include "emitter/delivery/queue/postgresql/session/postgres_rows.h"

#include <cstddef>
#include <utility>

#include <libpq-fe.h>

namespace hookline {

PostgresRows::~PostgresRows() {
  PQclear(result_);
}

PostgresRows::PostgresRows(PostgresRows&& other) noexcept
    : result_(std::exchange(other.result_, nullptr)) {}

int PostgresRows::size() const {
  return PQntuples(result_);
}

bool PostgresRows::is_null(int row, int column) const {
  return PQgetisnull(result_, row, column) == 1;
}

std::string_view PostgresRows::bytes(int row, int column) const {
  return {PQgetvalue(result_, row, column),
          static_cast<std::size_t>(PQgetlength(result_, row, column))};
}

std::int64_t PostgresRows::integer(int row, int column) const {
  const std::string_view big_endian = bytes(row, column);
  if (big_endian.empty()) return 0;
  const bool is_negative = big_endian.size() > 1 && (big_endian.front() & 0x80) != 0;
  std::uint64_t number = is_negative ? ~std::uint64_t{0} : 0;
  for (const char byte : big_endian) number = number << 8 | static_cast<unsigned char>(byte);
  return static_cast<std::int64_t>(number);
}

}  // namespace hookline
