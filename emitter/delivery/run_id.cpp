#include "emitter/delivery/run_id.h"

#include <random>

#include <fmt/format.h>

namespace hookline {

std::string new_run_id() {
  std::random_device random;
  const std::uint64_t high = random();
  const std::uint64_t bits = high << 32 | random();
  return fmt::format("{:012x}", bits >> 16);
}

std::string delivery_mark(std::string_view run, std::uint64_t delivery_id) {
  return run.empty() ? fmt::format("{}", delivery_id) : fmt::format("{}-{}", run, delivery_id);
}

}  // namespace hookline
