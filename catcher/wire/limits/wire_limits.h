#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace hookline {

class MemoryBudget;

/// Bounds of one server's wire side. Nothing that a sender does can use more.
struct WireLimits {
  MemoryBudget* memory = nullptr;  ///< for requests that come in; null: as much as they need
  std::uint32_t header_bytes_max = 2u << 20;  ///< request line and headers; beyond: 431
  std::uint64_t body_bytes_max = std::uint64_t{64} << 20;  ///< without framing; beyond: 413
  std::size_t connections_max = 20'000;    ///< over all loops; further ones wait in the backlog
  std::int64_t idle_timeout_ms = 75'000;   ///< a connection without a request in progress
  std::int64_t stall_timeout_ms = 60'000;  ///< a request of which nothing more comes: cut off
  std::int64_t write_timeout_ms = 60'000;  ///< an answer of which nothing more is taken
  /// A request from its first byte to its last, an answer likewise: however steadily it drips. A
  /// large one gets more, as long as bytes_per_second_min come.
  std::int64_t transfer_timeout_ms = 60'000;
  std::uint64_t bytes_per_second_min = 16 << 10;
  /// What a 413 says of the limit, behind the number.
  const char* body_limit_advice = "--max-body sets it";
};

/// How long a transfer may take of which so much has come.
inline std::chrono::milliseconds transfer_time(const WireLimits& limits, std::uint64_t bytes) {
  return std::chrono::milliseconds(limits.transfer_timeout_ms) +
         std::chrono::seconds(bytes / limits.bytes_per_second_min);
}

}  // namespace hookline
