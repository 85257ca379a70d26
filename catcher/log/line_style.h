#pragma once

#include <cstdint>

namespace hookline {

/// What a line about a caught request is made for.
enum class LineFormat : std::uint8_t {
  kText,  ///< for people
  kJson,  ///< for programs: what GET /api/captures/ID says
};

struct LineStyle {
  LineFormat format = LineFormat::kText;
  bool colour = false;  ///< of text
};

/// Whether what is written to the descriptor should be coloured: it is a terminal that can, and
/// NO_COLOR (no-color.org) isn't set.
bool wants_colour(int descriptor);

}  // namespace hookline
