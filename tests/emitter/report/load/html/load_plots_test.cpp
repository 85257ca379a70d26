#include "emitter/report/load/html/load_plots.h"

#include "emitter/report/load/html/load_plot.h"

#include <chrono>
#include <cmath>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using End = DeliveryState;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// 100 a second, evenly, up to a time.
LoadReport report_until(std::chrono::milliseconds end) {
  LoadReport report{.plan = {.to = {Url::parse("http://127.0.0.1/")}, .events = {EventType::kOpen}},
                    .result = {}};
  report.plan.rate = 100;
  report.plan.duration_ms = end.count();
  for (auto at = 0ms; at < end; at += 10ms) {
    report.result.tally.timeline.record(at, End::kDelivered, 1ms);
    report.result.tally.latency.record(1ms);
  }
  report.result.duration_s = std::chrono::duration<double>(end).count();
  return report;
}

const PlotLine& line_named(const LoadPlot& plot, const std::string& name) {
  for (const PlotLine& line : plot.lines) {
    if (line.name == name) return line;
  }
  throw std::runtime_error(name);
}

TEST(LoadPlots, DrawNoPartOfAStretchAsARate) {
  const LoadPlot rate = plots_of(report_until(170ms))[1];
  const auto& delivered = line_named(rate, "delivered").values;
  ASSERT_EQ(delivered.size(), 4U);
  EXPECT_EQ(delivered[0], 100);
  EXPECT_EQ(delivered[2], 100);
  EXPECT_TRUE(std::isnan(delivered[3])) << "two in 20 ms are no rate";
  EXPECT_TRUE(std::isnan(line_named(rate, "failed attempts").values[3]));
}

TEST(LoadPlots, DrawARunOfOneStretchByItsOwnLength) {
  const LoadPlot rate = plots_of(report_until(30ms))[1];
  EXPECT_EQ(line_named(rate, "delivered").values, std::vector<double>{100});
}

TEST(LoadPlots, TellWhatWasOfferedBesideWhatWasDelivered) {
  LoadReport report = report_until(200ms);
  report.plan.rate = 200;
  const LoadPlot rate = plots_of(report)[1];
  EXPECT_NEAR(line_named(rate, "offered deliveries").values[1], 200, 21) << "one more or less";
  EXPECT_EQ(line_named(rate, "delivered").values[1], 100);
  report.plan.rate.reset();
  EXPECT_EQ(plots_of(report)[1].lines.size(), 2U) << "as fast as answers come, nothing is offered";
}

TEST(LoadPlots, HaveNoPercentilesOfNothing) {
  LoadReport report = report_until(10ms);
  report.result.tally = {};
  const std::vector<LoadPlot> plots = plots_of(report);
  for (const PlotLine& line : plots[0].lines) {
    for (const double value : line.values) EXPECT_TRUE(std::isnan(value));
  }
}

std::string drawn(const LoadPlot& plot) {
  std::ostringstream out;
  plot.write(out);
  return out.str();
}

TEST(LoadPlot, DrawsAPointThatStandsAloneAsADot) {
  LoadPlot plot{"a", "ms", LoadPlot::Axis::kSeconds, {0, 1, 2, 3, 4}, {}, {{0, "0"}, {4, "4"}}};
  plot.lines = {{"b", "first", {1, kNone, 2, 3, kNone}}};
  const std::string svg = drawn(plot);
  EXPECT_THAT(svg, HasSubstr("<circle class=\"dot first\""));
  EXPECT_EQ(svg.find("<circle"), svg.rfind("<circle"));
  EXPECT_EQ(svg.find("<polyline"), svg.rfind("<polyline")) << "no line over a gap";
  plot.lines = {{"b", "first", {kNone, kNone, kNone, kNone, 5}}};
  EXPECT_THAT(drawn(plot), HasSubstr("<circle"));
  EXPECT_THAT(drawn(plot), Not(HasSubstr("<polyline")));
}

TEST(LoadPlot, TellsItsDataWithoutAnythingThatEndsAScript) {
  LoadPlot plot{"</script><b>", "ms", LoadPlot::Axis::kSeconds, {0, 1}, {}, {}};
  plot.lines = {{"<!--", "first", {1.5, kNone}}};
  const std::string json = json_of(std::vector{plot});
  EXPECT_THAT(json, Not(HasSubstr("<")));
  const auto read = nlohmann::json::parse(json);
  EXPECT_EQ(read[0]["title"], "</script><b>");
  EXPECT_EQ(read[0]["lines"][0]["values"], nlohmann::json::parse("[1.5, null]"));
}

}  // namespace
}  // namespace hookline
