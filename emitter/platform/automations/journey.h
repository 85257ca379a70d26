#pragma once

#include <cstdint>

namespace hookline {

/// A contact on its way through an automation, waiting.
struct Journey {
  std::uint64_t id = 0;
  std::uint64_t automation = 0;
  std::uint64_t contact = 0;
  std::uint64_t next_step = 0;  ///< by index, once the wait is over
  std::int64_t due_ms = 0;      ///< when that is, since 1970 UTC
  std::uint64_t entry = 0;      ///< the AutomationEntry that it belongs to; 0: none is kept
};

}  // namespace hookline
