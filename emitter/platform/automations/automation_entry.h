#pragma once

#include <cstdint>

namespace hookline {

/// That a contact once entered an automation, and how far it came.
struct AutomationEntry {
  std::uint64_t id = 0;
  std::uint64_t automation = 0;
  std::uint64_t contact = 0;
  std::uint64_t steps_done = 0;
  std::int64_t entered_s = 0;  ///< seconds since 1970 UTC
  std::int64_t last_s = 0;     ///< when its last step was done
  std::int64_t left_s = 0;     ///< when it came to the end or was taken out; 0: it waits in there
};

}  // namespace hookline
