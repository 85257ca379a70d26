#pragma once

#include <cstddef>
#include <cstdint>

namespace hookline {

// A chance is a hash of seed and draw number: threads share one counter, and a printed seed draws
// the same again.

/// What is drawn is a pure function of the seed and of how often was drawn before: threads need to
/// share a counter alone, and a seed that was printed draws the same again.

/// Whether the draw number `draw` (from 0) hits, by a chance of 0 to 100 percent.
bool is_drawn(std::uint64_t seed, std::uint64_t draw, double percent);

/// The largest seed: what JavaScript's numbers hold exactly.
inline constexpr std::uint64_t kSeedMax = (std::uint64_t{1} << 53) - 1;

/// A rule's own seed out of that of all, so that two rules don't draw in step. At most kSeedMax.
std::uint64_t seed_of_rule(std::uint64_t seed, std::size_t index);

}  // namespace hookline
