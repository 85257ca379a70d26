#include "catcher/replies/reply_chance.h"

namespace hookline {
namespace {

/// The finalizer of SplitMix64: every bit of the input decides on every bit of the output.
std::uint64_t mixed(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15u;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
  return value ^ (value >> 31);
}

}  // namespace

bool is_drawn(std::uint64_t seed, std::uint64_t draw, double percent) {
  const auto bits = mixed(mixed(seed) + draw) >> 11;
  return static_cast<double>(bits) * 0x1p-53 * 100 < percent;
}

std::uint64_t seed_of_rule(std::uint64_t seed, std::size_t index) {
  return mixed(mixed(seed) ^ index) & kSeedMax;
}

}  // namespace hookline
