#pragma once

#include <cstdint>

namespace hookline {

/// Of deliveries, not of attempts: `accepted = delivered + failed + pending`, at any moment.
struct DeliveryCounts {
  std::uint64_t accepted = 0;
  std::uint64_t delivered = 0;
  std::uint64_t failed = 0;
  std::uint64_t pending = 0;

  friend bool operator==(const DeliveryCounts&, const DeliveryCounts&) = default;
};

}  // namespace hookline
