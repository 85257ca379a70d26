#pragma once

#include "emitter/platform/entities/times/time_zone.h"

#include <cstdint>
#include <string>

namespace hookline {

/// What every payload of an account depends on.
struct AccountProfile {
  std::uint64_t id = 100001;  ///< payload field account_id
  TimeZone time_zone;
  std::string currency = "usd";  ///< of deals that name none
};

}  // namespace hookline
