#pragma once

#include <cstdint>

namespace hookline {

/// One of a run's producers of deliveries: which of how many, the first is 0. Each numbers its own
/// from 0, and makes ids of the numbers that no other lane makes: nobody has to be asked.
struct Lane {
  std::uint64_t number = 0;
  std::uint64_t of = 1;

  static Lane of_id(std::uint64_t id, std::uint64_t of) { return {(id - 1) % of, of}; }
  std::uint64_t id_of(std::uint64_t delivery) const { return delivery * of + number + 1; }
  std::uint64_t number_of(std::uint64_t id) const { return (id - 1) / of; }
};

}  // namespace hookline
