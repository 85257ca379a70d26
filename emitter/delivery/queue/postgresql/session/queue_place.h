#pragma once

#include <string>

namespace hookline {

/// Where a shared queue is.
struct QueuePlace {
  std::string dsn;  ///< a PostgreSQL server's, as libpq takes it; may hold a password
  std::string schema = "hookline";
};

/// Throws Failure(kUsage) where it can be none; `flag`s are named in it.
void check_queue_place(const QueuePlace& place);

}  // namespace hookline
