#pragma once

#include <cstdint>
#include <string>

namespace hookline {

/// Who works in the account; owns deals.
struct User {
  std::uint64_t id = 0;
  std::string first_name = "Alex";
  std::string last_name = "Owner";
};

}  // namespace hookline
