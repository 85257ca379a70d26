#pragma once

#include <cstdint>
#include <string>

namespace hookline {

/// An automation with a webhook action in it.
struct Automation {
  std::uint64_t id = 0;  ///< payload field seriesid
  std::string name;
  std::string url;  ///< where the action posts; "{catcher}" stands for the catching address
};

}  // namespace hookline
