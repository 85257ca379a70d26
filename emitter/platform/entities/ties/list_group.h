#pragma once

#include <cstdint>

namespace hookline {

/// A group of users who may work with a list.
struct ListGroup {
  std::uint64_t id = 0;
  std::uint64_t list = 0;
  std::uint64_t group = 0;
};

}  // namespace hookline
