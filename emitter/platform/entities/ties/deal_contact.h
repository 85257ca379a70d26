#pragma once

#include <cstdint>

namespace hookline {

/// A further contact of a deal, besides the one that the deal itself names.
struct DealContact {
  std::uint64_t id = 0;
  std::uint64_t deal = 0;
  std::uint64_t contact = 0;
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

}  // namespace hookline
