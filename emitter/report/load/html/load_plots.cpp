#include "emitter/report/load/html/load_plots.h"

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
  // To the microsecond: it isn't measured more exactly.
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
    const bool is_any = histogram.count() > 0;
    line.values.push_back(is_any ? milliseconds(histogram.percentile(100 * (1 - std::pow(10, -at))))
                                 : kNone);
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

/// How many events are due before a time since the start. Found by doubling and halving, as a run
/// may have millions.
std::uint64_t due_before(const Pacer& pacer, Clock::duration at) {
  const Clock::time_point end = Clock::time_point{} + at;
  if (pacer.due(0) >= end) return 0;
  std::uint64_t due = 0;
  std::uint64_t not_due = 1;
  while (pacer.due(not_due) < end) due = std::exchange(not_due, not_due * 2);
  while (not_due - due > 1) {
    const std::uint64_t middle = due + (not_due - due) / 2;
    (pacer.due(middle) < end ? due : not_due) = middle;
  }
  return not_due;
}

/// What the plan wants to have sent by a time since the start.
double offered_before(const LoadPlan& plan, double at_s) {
  if (plan.duration_ms) at_s = std::min(at_s, static_cast<double>(*plan.duration_ms) / 1000);
  const auto at = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(at_s));
  std::uint64_t events = due_before(plan.pacer(Clock::time_point{}), at);
  if (plan.count) events = std::min(events, *plan.count);
  return static_cast<double>(events * plan.matching);
}

/// A run that was taken up again began before this start: the plan counts from there.
bool has_offered(const LoadReport& report) {
  return report.plan.rate && report.coverage().empty();
}

/// Of whole stretches alone, as a part of one would show too low a rate. A run that ends within its
/// first stretch has that one, as long as it was.
struct StretchLength {
  double start_s;
  double length_s;
  bool is_whole;
};

std::vector<StretchLength> lengths_of(const LoadTimeline& timeline, double duration_s) {
  const double width_s = std::chrono::duration<double>(timeline.width()).count();
  std::vector<StretchLength> lengths;
  for (std::size_t i = 0; i < timeline.stretches().size(); ++i) {
    const double start_s = width_s * static_cast<double>(i);
    const double length_s = std::clamp(duration_s - start_s, width_s / 10, width_s);
    const bool is_whole = length_s >= 0.999 * width_s || timeline.stretches().size() == 1;
    lengths.push_back({start_s, length_s, is_whole});
  }
  return lengths;
}

LoadPlot rate_plot(const LoadReport& report, const std::vector<StretchLength>& lengths) {
  LoadPlot plot{"Rate and errors over time", "a second", LoadPlot::Axis::kSeconds, {}, {}, {}};
  PlotLine offered{"offered deliveries", "second", {}};
  PlotLine delivered{"delivered", "first", {}};
  PlotLine failed{"failed attempts", "bad", {}};
  const bool is_offered = has_offered(report);
  const auto& stretches = report.result.tally.timeline.stretches();
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    const auto& [start_s, length_s, is_whole] = lengths[i];
    const auto rate = [&, length = length_s, whole = is_whole](double count) {
      return whole ? rounded(count / length) : kNone;
    };
    delivered.values.push_back(rate(static_cast<double>(stretches[i].delivered)));
    failed.values.push_back(rate(static_cast<double>(stretches[i].failed)));
    if (!is_offered) continue;
    offered.values.push_back(rate(offered_before(report.plan, start_s + length_s) -
                                  offered_before(report.plan, start_s)));
  }
  if (is_offered) plot.lines.push_back(std::move(offered));
  plot.lines.push_back(std::move(delivered));
  plot.lines.push_back(std::move(failed));
  return plot;
}

LoadPlot latency_plot(const LoadTimeline& timeline) {
  LoadPlot plot{"Latency over time, from the due time", "ms", LoadPlot::Axis::kSeconds, {}, {}, {}};
  plot.lines = {{"p50", "good", {}}, {"p99", "first", {}}, {"max", "second", {}}};
  for (const LoadTimeline::Stretch& stretch : timeline.stretches()) {
    plot.lines[0].values.push_back(latency_at(stretch, 50));
    plot.lines[1].values.push_back(latency_at(stretch, 99));
    plot.lines[2].values.push_back(latency_at(stretch, 100));
  }
  return plot;
}

}  // namespace

std::vector<LoadPlot> plots_of(const LoadReport& report) {
  const LoadTimeline& timeline = report.result.tally.timeline;
  const auto lengths = lengths_of(timeline, report.result.duration_s);
  std::vector<LoadPlot> plots = {percentile_plot(report.result.tally), rate_plot(report, lengths),
                                 latency_plot(timeline)};
  const double end_s =
      std::chrono::duration<double>(timeline.width()).count() * static_cast<double>(lengths.size());
  for (std::size_t i = 1; i < plots.size(); ++i) {
    for (const auto& [start_s, length_s, is_whole] : lengths) {
      plots[i].x.push_back(rounded(start_s + length_s / 2));
    }
    plots[i].x_marks = round_marks(end_s, [](double at) { return fmt::format("{:g} s", at); });
  }
  return plots;
}

}  // namespace hookline
