#pragma once

#include <cstdint>
#include <string>

namespace hookline {

struct Pipeline {
  std::uint64_t id = 0;
  std::string title;
  std::string currency;        ///< of its deals that name none; empty: the account's
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

struct Stage {
  std::uint64_t id = 0;
  std::string title;
  std::string color = "3f3f3f";  ///< six hex digits
  std::uint64_t pipeline = 0;
  std::uint64_t order = 0;          ///< among its pipeline's, the lowest first
  bool came_with_pipeline = false;  ///< the vendor shows no dates of such
  std::int64_t created_s = 0;       ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

}  // namespace hookline
