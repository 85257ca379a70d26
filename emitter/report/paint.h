#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

namespace hookline {

enum class Colour : std::uint8_t { kNone, kTerminal };
enum class Paint : std::uint8_t { kGood, kDoubtful, kBad, kFaint };

/// Whether `out` is a terminal on which colours are wanted.
Colour colour_of(const std::ostream& out);

std::string painted(Colour colour, Paint paint, std::string_view text);

}  // namespace hookline
