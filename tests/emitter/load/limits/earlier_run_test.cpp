#include "emitter/load/limits/earlier_run.h"

#include "catcher/base/process/failure.h"
#include "emitter/report/load/load_json_report.h"
#include "tests/support/refusal.h"
#include "tests/support/temp_folder.h"

#include <chrono>
#include <fstream>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

LoadResult result() {
  LoadResult result;
  result.duration_s = 2;
  result.accepted = 103;
  result.delivered = 100;
  result.failed = 2;
  result.pending = 1;
  result.cpu_us = 1020;
  for (int i = 1; i <= 100; ++i) result.tally.latency.record(i * 1ms);
  return result;
}

LoadReport report_of(const LoadResult& result) {
  LoadReport report{.plan = {.to = {Url::parse("http://127.0.0.1/")}, .events = {EventType::kOpen}},
                    .result = result,
                    .place = this_place()};
  report.plan.rate = 500;
  return report;
}

class EarlierRunFile : public testing::Test {
 protected:
  std::string write(const std::string& text) {
    std::ofstream(folder_.file("earlier.json"), std::ios::binary) << text;
    return folder_.file("earlier.json");
  }
  std::string problem_with(const std::string& text) {
    return test::refusal(ExitCode::kInvalidInput, [&] { read_earlier_run(write(text)); });
  }

  TempFolder folder_;
};

TEST_F(EarlierRunFile, IsReadBackFromItsReport) {
  std::ostringstream report;
  write_load_json_report(report_of(result()), report);
  const LoadFigures then = read_earlier_run(write(report.str())).figures;
  const LoadFigures now = figures_of(result());
  EXPECT_EQ(then.deliveries_per_s, 50);
  EXPECT_NEAR(then.p50_us, now.p50_us, 0.1);
  EXPECT_NEAR(then.p99_us, now.p99_us, 0.1);
  EXPECT_EQ(then.max_us, 100'000);
  EXPECT_EQ(then.cpu_us_per_delivery, 10);
  EXPECT_EQ(then.errors, 3);
  EXPECT_EQ(then.accepted, 103);
  EXPECT_EQ(then.valid, now.valid);
}

TEST_F(EarlierRunFile, IsOfThePlanThatItsReportTells) {
  const LoadReport report = report_of(result());
  std::ostringstream json;
  write_load_json_report(report, json);
  const EarlierRun earlier = read_earlier_run(write(json.str()));
  EXPECT_EQ(why_incomparable(earlier, report.plan), "");
  LoadPlan other = report.plan;
  other.to = {Url::parse("http://127.0.0.1:81/new")};
  other.duration_ms = 60'000;
  EXPECT_EQ(why_incomparable(earlier, other), "") << "where to and how long may differ";
  other.rate = 1e7;
  EXPECT_EQ(why_incomparable(earlier, other), "--rate 500 (now: 10000000)");
  other = report.plan;
  other.connections = 5;
  other.events = {EventType::kSubscribe};
  EXPECT_EQ(why_incomparable(earlier, other),
            "--connections 32 (now: 5), --events open (now: subscribe)");
}

TEST_F(EarlierRunFile, MayHaveFiguresOfNothing) {
  LoadReport report = report_of({});
  std::ostringstream json;
  write_load_json_report(report, json);
  const EarlierRun earlier = read_earlier_run(write(json.str()));
  EXPECT_EQ(earlier.figures.samples, 0);
  EXPECT_EQ(earlier.figures.p99_us, 0);
}

TEST_F(EarlierRunFile, NamesWhatIsWrongWithItsFile) {
  EXPECT_THAT(problem_with(""), HasSubstr("earlier.json"));
  EXPECT_THAT(problem_with("{"), HasSubstr("earlier.json:1:"));
  EXPECT_THAT(problem_with("[]"), HasSubstr("object"));
  EXPECT_THAT(problem_with("{}"), HasSubstr("latency_us"));
  EXPECT_THAT(problem_with(R"({"latency_us":{"p50":"1"},"deliveries_per_s":1})"),
              HasSubstr("/latency_us/p50: must be a number of 0 or more, not \"1\""));
  EXPECT_THAT(problem_with(R"({"latency_us":{"p50":1,"p90":1,"p99":1,"p999":1,"max":1},
                                "deliveries_per_s":-1})"),
              HasSubstr("/deliveries_per_s: must be a number of 0 or more"));
  EXPECT_THROW(read_earlier_run(folder_.file("none")), Failure);
}

}  // namespace
}  // namespace hookline
