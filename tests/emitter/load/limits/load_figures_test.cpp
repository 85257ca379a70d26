#include "emitter/load/limits/load_figures.h"

#include "catcher/failure.h"
#include "emitter/report/load/load_comparison.h"
#include "emitter/report/load/load_json_report.h"
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

class EarlierLoad : public testing::Test {
 protected:
  std::string write(const std::string& text) {
    std::ofstream(folder_.file("earlier.json"), std::ios::binary) << text;
    return folder_.file("earlier.json");
  }
  std::string problem_with(const std::string& text) {
    try {
      read_load_figures(write(text));
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::kInvalidInput);
      return failure.what();
    }
    return {};
  }

  TempFolder folder_;
};

TEST_F(EarlierLoad, IsReadBackFromItsReport) {
  std::ostringstream report;
  write_load_json_report(result(), report);
  const LoadFigures then = read_load_figures(write(report.str()));
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

TEST_F(EarlierLoad, NamesWhatIsWrongWithItsFile) {
  EXPECT_THAT(problem_with(""), HasSubstr("earlier.json"));
  EXPECT_THAT(problem_with("{"), HasSubstr("earlier.json:1:"));
  EXPECT_THAT(problem_with("[]"), HasSubstr("object"));
  EXPECT_THAT(problem_with("{}"), HasSubstr("latency_us"));
  EXPECT_THAT(problem_with(R"({"latency_us":{"p50":"1"},"deliveries_per_s":1})"),
              HasSubstr("/latency_us/p50: a number"));
  EXPECT_THAT(problem_with(R"({"latency_us":{},"deliveries_per_s":-1})"),
              HasSubstr("/deliveries_per_s: a number from 0"));
  EXPECT_THROW(read_load_figures(folder_.file("none")), Failure);
}

TEST(LoadComparison, SaysWhichWayIsBetter) {
  const LoadFigures then = figures_of(result());
  LoadFigures now = then;
  now.deliveries_per_s = 2 * then.deliveries_per_s;
  now.p99_us = 2 * then.p99_us;
  now.p50_us = then.p50_us / 2;
  now.cpu_us_per_delivery = 1.01 * then.cpu_us_per_delivery;
  std::ostringstream out;
  write_load_comparison(now, {"earlier.json", then}, out);
  EXPECT_THAT(out.str(), HasSubstr("beside earlier.json\n"));
  const auto line = [&](const std::string& name) {
    const auto begin = out.str().find(name);
    return out.str().substr(begin, out.str().find('\n', begin) - begin);
  };
  EXPECT_THAT(line("deliveries/s"), HasSubstr("50.000     100.000     2.00x  better"));
  EXPECT_THAT(line("p50"), HasSubstr("0.50x  better"));
  EXPECT_THAT(line("p99,"), HasSubstr("2.00x  worse"));
  EXPECT_THAT(line("cpu"), HasSubstr("1.01x  same"));
}

TEST(LoadComparison, SaysThatTheEarlierRunWasNotValid) {
  LoadFigures then = figures_of(result());
  then.valid = false;
  std::ostringstream out;
  write_load_comparison(then, {"earlier.json", then}, out);
  EXPECT_THAT(out.str(), HasSubstr("NOT VALID"));
}

TEST(LoadComparison, HasARatioAlsoToNothing) {
  EXPECT_EQ((LoadComparison{"", 0, 0, true}).ratio(), 1);
  EXPECT_GT((LoadComparison{"", 0, 5, true}).ratio(), 1e100);
  EXPECT_EQ((LoadComparison{"", 0, 5, true}).verdict(), "better");
}

}  // namespace
}  // namespace hookline
