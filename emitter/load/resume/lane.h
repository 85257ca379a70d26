#pragma once

#include <cstdint>

namespace hookline {

/// One of a run's threads that make deliveries: which of how many, the first is 0. Each numbers its
/// own deliveries from 0; with the lane's number that gives ids which no other lane makes.
struct Lane {
  std::uint64_t number = 0;
  std::uint64_t of = 1;

  static Lane of_id(std::uint64_t id, std::uint64_t of) { return {(id - 1) % of, of}; }
  std::uint64_t id_of(std::uint64_t delivery) const { return delivery * of + number + 1; }
  std::uint64_t number_of(std::uint64_t id) const { return (id - 1) / of; }
};

}  // namespace hookline
