#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

namespace hookline {

/// One line of a plot.
struct PlotLine {
  std::string name;
  std::string style;           ///< a class of the report's style sheet
  std::vector<double> values;  ///< at the plot's `x`; not a number where there is none
};

struct PlotMark {
  double at;
  std::string label;
};

/// A plot: drawn as inline SVG, from its own corner (0, 0) to the last mark of each axis, or
/// written as data for the report's script.
struct LoadPlot {
  enum class Axis : std::uint8_t {
    kPercentile,  ///< in nines: each mark to the right has a tenth of the deliveries beyond it
    kSeconds,
  };

  std::string title;
  std::string unit;
  Axis axis = Axis::kSeconds;
  std::vector<double> x;
  std::vector<PlotLine> lines;
  std::vector<PlotMark> x_marks;

  /// Into a section of its own.
  void write(std::ostream& out) const;
};

/// As JSON that may stand in a script element: it has no "<".
std::string json_of(std::span<const LoadPlot> plots);

/// Marks at round numbers from 0 to `max` or a bit beyond, four to eight of them.
std::vector<PlotMark> round_marks(double max, const std::function<std::string(double)>& label);

}  // namespace hookline
