#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace hookline {

/// How an answer goes wrong on purpose.
enum class ReplyFault : std::uint8_t {
  kNone,
  kClose,  ///< the connection is closed without an answer
  kReset,  ///< the same with a TCP reset
  kHalf,   ///< the answer stops in the middle of its body (or head), then the connection is closed
  kDrip,   ///< the answer comes a byte at a time
};

inline constexpr std::array kReplyFaults = {ReplyFault::kNone, ReplyFault::kClose,
                                            ReplyFault::kReset, ReplyFault::kHalf,
                                            ReplyFault::kDrip};

/// "", "close", "reset", "half", "drip".
std::string_view name_of(ReplyFault fault);

}  // namespace hookline
