#include "emitter/report/load/load_comparison.h"

#include <chrono>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

LoadReport report_of_run() {
  LoadReport report{.plan = {.to = {Url::parse("http://127.0.0.1/")}, .events = {EventType::kOpen}},
                    .result = {}};
  LoadResult& result = report.result;
  result.duration_s = 2;
  result.accepted = result.delivered = 20'000;
  result.cpu_us = 200'000;
  for (int i = 1; i <= 20'000; ++i) result.tally.latency.record(i * 10us);
  report.earlier = EarlierRun{"earlier.json", figures_of(result), comparable_facts_of(report.plan)};
  return report;
}

std::string text_of(const LoadReport& report) {
  std::ostringstream out;
  write_load_comparison(report, out);
  return out.str();
}

std::string verdict_on(const std::string& name, const LoadReport& report) {
  for (const LoadComparison& line : compare_loads(report)) {
    if (line.name == name) return line.verdict();
  }
  return "";
}

TEST(LoadComparison, SaysWhichWayIsBetter) {
  LoadReport report = report_of_run();
  LoadFigures& then = report.earlier->figures;
  then.deliveries_per_s /= 2;
  then.p99_us /= 2;
  then.p50_us *= 2;
  then.cpu_us_per_delivery *= 1.01;
  EXPECT_THAT(text_of(report), HasSubstr("beside earlier.json\n"));
  EXPECT_THAT(text_of(report),
              HasSubstr("deliveries/s       5,000.000    10,000.000     2.00x  better"));
  EXPECT_EQ(verdict_on("p50, ms", report), "better");
  EXPECT_EQ(verdict_on("p99, ms", report), "worse");
  EXPECT_EQ(verdict_on("p90, ms", report), "same");
  EXPECT_EQ(verdict_on("cpu, us", report), "same");
}

TEST(LoadComparison, SaysNothingOfDifferencesWithinTheNoise) {
  LoadReport report = report_of_run();
  LoadFigures& then = report.earlier->figures;
  then.p99_us *= 1.2;
  EXPECT_EQ(verdict_on("p99, ms", report), "within noise") << "how much runs vary isn't known";
  const LoadSpread steady{.rate = 0.01, .p50 = 0.01, .p90 = 0.01, .p99 = 0.02, .p999 = 0.02};
  LoadFigures now = figures_of(report.result);
  now.spread = then.spread = steady;
  EXPECT_EQ(compare_loads(now, then)[3].verdict(), "better");
  then.spread.p99 = 0.2;
  EXPECT_EQ(compare_loads(now, then)[3].verdict(), "within noise");
  now.p50_us = 70;
  then.p50_us = 30;
  EXPECT_EQ(compare_loads(now, then)[1].verdict(), "same") << "0.04 ms";
}

TEST(LoadComparison, SaysNothingOfPercentilesOfTooFew) {
  LoadReport report = report_of_run();
  LoadFigures& then = report.earlier->figures;
  then.samples = 150;
  then.p50_us *= 3;
  then.p99_us *= 3;
  then.p999_us *= 3;
  EXPECT_EQ(verdict_on("p50, ms", report), "better");
  EXPECT_EQ(verdict_on("p99, ms", report), "too few");
  EXPECT_EQ(verdict_on("p999, ms", report), "too few");
}

TEST(LoadComparison, CallsRunsOfOtherPlansNeitherBetterNorWorse) {
  LoadReport report = report_of_run();
  report.plan.connections = 5;
  report.earlier->figures.p50_us *= 3;
  EXPECT_EQ(verdict_on("p50, ms", report), "another plan");
  EXPECT_THAT(text_of(report), HasSubstr("another plan: --connections 32 (now: 5)"));
  EXPECT_THAT(text_of(report), Not(HasSubstr("better")));
}

TEST(LoadComparison, SaysWhatElseIsToBeKnown) {
  LoadReport report = report_of_run();
  EXPECT_EQ(comparison_warnings(report).size(), 0U) << comparison_warnings(report).front();
  report.earlier->figures.valid = false;
  report.earlier->plan.reset();
  report.earlier->machine = "elsewhere, A CPU, 64 cores";
  report.place = this_place();
  report.earlier->is_resumed = true;
  const std::string text = text_of(report);
  for (const char* part :
       {"NOT VALID", "doesn't say of which plan", "another machine: elsewhere", "taken up again"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST(LoadComparison, HasARatioAlsoToNothing) {
  EXPECT_EQ((LoadComparison{"", 0, 0, true}).ratio(), 1);
  EXPECT_GT((LoadComparison{"", 0, 5, true}).ratio(), 1e100);
  EXPECT_EQ((LoadComparison{"", 0, 5, true}).verdict(), "better");
}

}  // namespace
}  // namespace hookline
