#pragma once

#include <cstdint>
#include <string>

namespace hookline {

struct Pipeline {
  std::uint64_t id = 0;
  std::string title;
  std::string currency;  ///< of its deals that name none; empty: the account's
};

struct Stage {
  std::uint64_t id = 0;
  std::string title;
  std::string color = "3f3f3f";  ///< six hex digits
  std::uint64_t pipeline = 0;
};

}  // namespace hookline
