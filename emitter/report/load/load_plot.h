#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

namespace hookline {

/// One line of a plot.
struct PlotLine {
  std::string name;
  std::string style;  ///< a class of the page's style sheet
  std::vector<std::pair<double, double>> points;
};

struct PlotMark {
  double at;
  std::string label;
};

/// A plot as inline SVG, from its own corner (0, 0) to the last mark of each axis.
struct LoadPlot {
  std::string title;
  std::vector<PlotMark> x_marks;
  std::vector<PlotMark> y_marks;
  std::vector<PlotLine> lines;

  void write(std::ostream& out) const;
};

/// Marks at round numbers from 0 to `max` or a bit beyond, four to eight of them.
std::vector<PlotMark> round_marks(double max, const std::function<std::string(double)>& label);

}  // namespace hookline
