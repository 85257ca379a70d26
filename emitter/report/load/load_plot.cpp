#include "emitter/report/load/load_plot.h"

#include "emitter/report/printable.h"

#include <algorithm>
#include <cmath>
#include <ostream>

#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

constexpr double kWidth = 900;
constexpr double kHeight = 240;
constexpr double kLeft = 80;
constexpr double kBottom = 30;
constexpr double kTop = 10;
constexpr double kRight = 20;

/// From a plot's numbers to its picture's.
class Scale {
 public:
  Scale(double from, double to, double max) : from_(from), to_(to), max_(max > 0 ? max : 1) {}
  double operator()(double value) const {
    return from_ + (to_ - from_) * std::clamp(value / max_, 0.0, 1.0);
  }

 private:
  double from_;
  double to_;
  double max_;
};

double last_of(const std::vector<PlotMark>& marks) {
  return marks.empty() ? 0 : marks.back().at;
}

}  // namespace

void LoadPlot::write(std::ostream& out) const {
  const Scale x(kLeft, kWidth - kRight, last_of(x_marks));
  const Scale y(kHeight - kBottom, kTop, last_of(y_marks));
  fmt::print(out, "<section>\n<h2>{}", markup_escaped(title));
  for (const PlotLine& line : lines) {
    fmt::print(out, " <span class=\"{}\">▬ {}</span>", line.style, markup_escaped(line.name));
  }
  fmt::print(out, "</h2>\n<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">\n", kWidth,
             kHeight, markup_escaped(title));
  for (const PlotMark& mark : y_marks) {
    fmt::print(out,
               "<path class=\"grid\" d=\"M{0:.1f} {1:.1f}H{2:.1f}\"/><text x=\"{3:.1f}\" "
               "y=\"{4:.1f}\" text-anchor=\"end\">{5}</text>\n",
               kLeft, y(mark.at), kWidth - kRight, kLeft - 8, y(mark.at) + 4,
               markup_escaped(mark.label));
  }
  for (const PlotMark& mark : x_marks) {
    fmt::print(out,
               "<path class=\"grid\" d=\"M{0:.1f} {1:.1f}V{2:.1f}\"/><text x=\"{0:.1f}\" "
               "y=\"{3:.1f}\" text-anchor=\"middle\">{4}</text>\n",
               x(mark.at), kTop, kHeight - kBottom, kHeight - kBottom + 18,
               markup_escaped(mark.label));
  }
  for (const PlotLine& line : lines) {
    fmt::print(out, "<polyline class=\"line {}\" points=\"", line.style);
    for (const auto& [at, value] : line.points) fmt::print(out, "{:.1f},{:.1f} ", x(at), y(value));
    fmt::print(out, "\"/>\n");
  }
  fmt::print(out, "</svg>\n</section>\n");
}

std::vector<PlotMark> round_marks(double max, const std::function<std::string(double)>& label) {
  if (!std::isfinite(max) || max <= 0) max = 1;
  const double rough = max / 4;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  const double digit = rough / power;
  const double step = power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
  std::vector<PlotMark> marks;
  const double last = std::ceil(max / step - 1e-9);
  for (double i = 0; i <= last; ++i) marks.push_back({i * step, label(i * step)});
  return marks;
}

}  // namespace hookline
