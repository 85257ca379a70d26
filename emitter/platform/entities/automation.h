#pragma once

#include <cstdint>
#include <string>

namespace hookline {

/// An automation with a webhook action in it.
struct Automation {
  std::uint64_t id = 0;  ///< payload field seriesid
  std::string name;
  std::string url;  ///< where the action posts; "{catcher}" stands for the catching address
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

}  // namespace hookline
