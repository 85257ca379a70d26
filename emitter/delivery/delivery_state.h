#pragma once

#include <cstdint>

namespace hookline {

/// How a delivery stands. The numbers are those of files.
enum class DeliveryState : std::uint8_t {
  kPending = 0,  ///< accepted, and not ended: it may have been tried
  kDelivered = 1,
  kFailed = 2,
};

}  // namespace hookline
