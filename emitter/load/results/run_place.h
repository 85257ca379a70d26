#pragma once

#include <cstdint>
#include <string>

namespace hookline {

/// With what, when and where a run was made, so that its figures can be judged later.
struct RunPlace {
  std::string version = {};        ///< the emitter's
  std::int64_t started_at_us = 0;  ///< since 1970 UTC
  std::string host = {};           ///< the machine's name
  std::string system = {};         ///< "Linux 6.1.0-18-amd64 x86_64"
  std::string processor = {};      ///< as the system calls it; empty where it doesn't say
  unsigned cores = 0;              ///< that this process may use
  std::uint64_t memory_bytes = 0;

  /// "build-7 (Linux 6.1 x86_64, 2 cores, AMD EPYC 7B13)"
  std::string machine() const;
};

/// Of this process, now.
RunPlace this_place();

}  // namespace hookline
