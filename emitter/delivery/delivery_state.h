#pragma once

#include <cstdint>
#include <string_view>

namespace hookline {

/// How a delivery stands. The numbers are those of files.
enum class DeliveryState : std::uint8_t {
  kPending = 0,  ///< accepted, and not ended: it may have been tried
  kDelivered = 1,
  kFailed = 2,
};

/// "pending", "delivered", "failed"
constexpr std::string_view name_of(DeliveryState state) {
  if (state == DeliveryState::kPending) return "pending";
  return state == DeliveryState::kDelivered ? "delivered" : "failed";
}

}  // namespace hookline
