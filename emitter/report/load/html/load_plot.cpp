#include "emitter/report/load/html/load_plot.h"

#include "catcher/base/text/markup/markup_escaped.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ostream>

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

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

std::string number(double value) {
  return fmt::format("{:g}", value);
}

double highest(const std::vector<PlotLine>& lines) {
  double max = 0;
  for (const PlotLine& line : lines) {
    for (const double value : line.values) {
      if (value > max) max = value;
    }
  }
  return max;
}

void write_heading(const LoadPlot& plot, std::ostream& out) {
  fmt::print(out, "<h2>{}, {}", markup_escaped(plot.title), plot.unit);
  for (const PlotLine& line : plot.lines) {
    fmt::print(out, " <span class=\"{}\">▬ {}</span>", line.style, markup_escaped(line.name));
  }
  fmt::print(out, "</h2>\n");
}

void write_y_mark(const PlotMark& mark, double y, std::ostream& out) {
  fmt::print(out,
             "<path class=\"grid\" d=\"M{0:.1f} {1:.1f}H{2:.1f}\"/><text x=\"{3:.1f}\" "
             "y=\"{4:.1f}\" text-anchor=\"end\">{5}</text>\n",
             kLeft, y, kWidth - kRight, kLeft - 8, y + 4, markup_escaped(mark.label));
}

void write_x_mark(const PlotMark& mark, double x, std::ostream& out) {
  fmt::print(out,
             "<path class=\"grid\" d=\"M{0:.1f} {1:.1f}V{2:.1f}\"/><text x=\"{0:.1f}\" "
             "y=\"{3:.1f}\" text-anchor=\"middle\">{4}</text>\n",
             x, kTop, kHeight - kBottom, kHeight - kBottom + 18, markup_escaped(mark.label));
}

/// A line for each stretch of points without a gap; one that stands alone is a dot.
void write_line(const LoadPlot& plot, const PlotLine& line, const Scale& to_x, const Scale& to_y,
                std::ostream& out) {
  for (std::size_t i = 0; i < plot.x.size();) {
    std::size_t end = i;
    while (end < plot.x.size() && std::isfinite(line.values[end])) ++end;
    if (end == i + 1) {
      fmt::print(out, "<circle class=\"dot {}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\"/>\n",
                 line.style, to_x(plot.x[i]), to_y(line.values[i]));
    } else if (end > i) {
      fmt::print(out, "<polyline class=\"line {}\" points=\"", line.style);
      for (; i < end; ++i) fmt::print(out, "{:.1f},{:.1f} ", to_x(plot.x[i]), to_y(line.values[i]));
      fmt::print(out, "\"/>\n");
    }
    i = end + 1;
  }
}

}  // namespace

void LoadPlot::write(std::ostream& out) const {
  const std::vector<PlotMark> y_marks = round_marks(highest(lines), number);
  const Scale to_x(kLeft, kWidth - kRight, last_of(x_marks));
  const Scale to_y(kHeight - kBottom, kTop, last_of(y_marks));
  fmt::print(out, "<section class=\"plot\">\n");
  write_heading(*this, out);
  fmt::print(out, "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">\n", kWidth, kHeight,
             markup_escaped(title));
  for (const PlotMark& mark : y_marks) write_y_mark(mark, to_y(mark.at), out);
  for (const PlotMark& mark : x_marks) write_x_mark(mark, to_x(mark.at), out);
  for (const PlotLine& line : lines) {
    write_line(*this, line, to_x, to_y, out);
  }
  fmt::print(out, "</svg>\n</section>\n");
}

std::string json_of(std::span<const LoadPlot> plots) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const LoadPlot& plot : plots) {
    nlohmann::ordered_json lines = nlohmann::ordered_json::array();
    for (const PlotLine& line : plot.lines) {
      // What isn't a number becomes null.
      lines.push_back({{"name", line.name}, {"style", line.style}, {"values", line.values}});
    }
    const bool is_time = plot.axis == LoadPlot::Axis::kSeconds;
    all.push_back({{"title", plot.title},
                   {"unit", plot.unit},
                   {"x", is_time ? "seconds" : "percentile"},
                   {"xs", plot.x},
                   {"lines", lines}});
  }
  std::string json;
  for (const char c : all.dump()) {
    if (c == '<') {
      json += "\\u003c";
    } else {
      json += c;
    }
  }
  return json;
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
