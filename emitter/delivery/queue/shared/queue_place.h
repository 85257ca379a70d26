#pragma once

#include <cstdint>
#include <string>

namespace hookline {

/// Where a shared queue is.
struct QueuePlace {
  /// A PostgreSQL server's, as libpq takes it, which may hold a password; or a file's path.
  std::string dsn;
  std::string schema = "hookline";  ///< a server's

  /// All that can't be a server's is a file's.
  bool is_file() const {
    return dsn.find("://") == std::string::npos && dsn.find('=') == std::string::npos;
  }
};

/// For how long a server that is away is waited for once there is a stop.
enum class AfterStop : std::uint8_t {
  kSomeSeconds,  ///< what is to be said to it would be lost
  kNotAtAll,
};

}  // namespace hookline
