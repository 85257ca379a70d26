#include "emitter/report/load/load_plots.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Of the percentile axis, in nines.
constexpr double kStep = 0.05;
constexpr std::array<std::pair<const char*, double>, 4> kRare = {
    {{"99.9", 99.9}, {"99.99", 99.99}, {"99.999", 99.999}, {"99.9999", 99.9999}}};
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double milliseconds(std::chrono::nanoseconds duration) {
  // To the microsecond: more digits say nothing.
  return std::round(std::chrono::duration<double, std::micro>(duration).count()) / 1000;
}

double rounded(double value) {
  return std::round(value * 1000) / 1000;
}

double nines(double percent) {
  return -std::log10(1 - percent / 100);
}

/// Those beyond which there is at least one of so many.
std::vector<PlotMark> percentile_marks(std::uint64_t count) {
  std::vector<PlotMark> marks = {
      {nines(0), "0"}, {nines(50), "50"}, {nines(90), "90"}, {nines(99), "99"}};
  for (const auto& [label, percent] : kRare) {
    if (static_cast<double>(count) * (100 - percent) < 99.999) break;
    marks.push_back({nines(percent), label});
  }
  return marks;
}

PlotLine percentile_line(std::string name, std::string style, const LatencyHistogram& histogram,
                         const std::vector<double>& x) {
  PlotLine line{std::move(name), std::move(style), {}};
  for (const double at : x) {
    line.values.push_back(milliseconds(histogram.percentile(100 * (1 - std::pow(10, -at)))));
  }
  return line;
}

LoadPlot percentile_plot(const LoadTally& tally) {
  LoadPlot plot{"Latency by percentile", "ms", LoadPlot::Axis::kPercentile, {}, {}, {}};
  plot.x_marks = percentile_marks(tally.latency.count());
  const auto steps = static_cast<int>(std::round(plot.x_marks.back().at / kStep));
  for (int i = 0; i <= steps; ++i) plot.x.push_back(rounded(kStep * i));
  plot.lines = {percentile_line("latency, from the due time", "first", tally.latency, plot.x),
                percentile_line("service, from the send", "good", tally.service, plot.x),
                percentile_line("lateness", "second", tally.lateness, plot.x)};
  return plot;
}

double latency_at(const LoadTimeline::Stretch& stretch, double percent) {
  const auto latency = std::min(stretch.latency.percentile(percent), stretch.latency_max);
  return latency.count() > 0 ? milliseconds(latency) : kNone;
}

std::pair<LoadPlot, LoadPlot> plots_over_time(const LoadTimeline& timeline, double duration_s) {
  const double width_s = std::chrono::duration<double>(timeline.width()).count();
  PlotLine delivered{"delivered", "first", {}};
  PlotLine failed{"failed", "bad", {}};
  PlotLine p50{"p50", "good", {}};
  PlotLine p99{"p99", "first", {}};
  PlotLine max{"max", "second", {}};
  std::vector<double> x;
  for (const LoadTimeline::Stretch& stretch : timeline.stretches()) {
    const double start_s = width_s * static_cast<double>(x.size());
    // The last one is cut off where the run ended.
    const double length_s = std::clamp(duration_s - start_s, width_s / 10, width_s);
    x.push_back(rounded(start_s + length_s / 2));
    delivered.values.push_back(rounded(static_cast<double>(stretch.delivered) / length_s));
    failed.values.push_back(rounded(static_cast<double>(stretch.failed) / length_s));
    p50.values.push_back(latency_at(stretch, 50));
    p99.values.push_back(latency_at(stretch, 99));
    max.values.push_back(latency_at(stretch, 100));
  }
  const auto marks = round_marks(width_s * static_cast<double>(x.size()),
                                 [](double value) { return fmt::format("{:g} s", value); });
  const auto axis = LoadPlot::Axis::kSeconds;
  return {{"Rate and errors over time", "a second", axis, x, {delivered, failed}, marks},
          {"Latency over time, from the due time", "ms", axis, x, {p50, p99, max}, marks}};
}

}  // namespace

std::vector<LoadPlot> plots_of(const LoadResult& result) {
  auto [rate, latency] = plots_over_time(result.tally.timeline, result.duration_s);
  return {percentile_plot(result.tally), std::move(rate), std::move(latency)};
}

}  // namespace hookline
