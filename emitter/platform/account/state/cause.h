#pragma once

#include "emitter/platform/events/source.h"

#include <cstdint>
#include <optional>

namespace hookline {

/// Who does something in the account, and when.
struct Cause {
  Source source = Source::kAdmin;
  std::optional<Source> initiated_by;  ///< where payloads tell it apart from the source
  std::int64_t time_s = 0;             ///< seconds since 1970 UTC
};

}  // namespace hookline
