#pragma once

#include "catcher/base/sqlite/sqlite_connection.h"

#include <cstdint>

namespace hookline {

// Numbers without a sign, which SQLite doesn't know.

inline std::int64_t stored(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}
inline std::uint64_t number_in(const SqliteStatement& row, int column) {
  return static_cast<std::uint64_t>(row.integer(column));
}

}  // namespace hookline
