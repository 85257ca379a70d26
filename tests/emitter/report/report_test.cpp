#include "emitter/report/report.h"

#include "emitter/report/html_report.h"
#include "emitter/report/json_report.h"
#include "emitter/report/junit_report.h"
#include "emitter/report/text_report.h"
#include "tests/support/golden.h"

#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using testing::HasSubstr;
using testing::Not;

/// One that passed, one that failed with everything that is awkward to write.
Report sample_report() {
  Report report;
  report.scenarios.push_back({"scenarios/events/unsubscribe.json",
                              "An unsubscribe reaches Zapier",
                              1,
                              1,
                              12'000,
                              {},
                              false,
                              {}});
  ScenarioReport failed{"scenarios/a & b.json", "Says <b>\"hello\"</b>", 2, 3, 3400, {}, false, {}};
  failed.failures.push_back({"/expect/0/fields/contact[email]", "To <Zapier>", "contact[email]",
                             "jane@example.com", "\x1b[31mjo\xff'é]]>\n", 7, ""});
  failed.failures.push_back({"/expect/1/count",
                             "Another",
                             "count",
                             "1",
                             "0",
                             {},
                             "no event fired it; --explain says why"});
  report.scenarios.push_back(failed);
  report.coverage[0][1] = 3;
  return report;
}

std::string text_of(const Report& report, const TextReportOptions& options = {}) {
  std::ostringstream out;
  write_text_report(report, options, out);
  return out.str();
}

std::string written(void (*write)(const Report&, std::ostream&), const Report& report) {
  std::ostringstream out;
  write(report, out);
  return out.str();
}

TEST(TextReport, IsAsTheGoldenFile) {
  expect_golden("reports/report.txt", text_of(sample_report()));
}
TEST(JsonReport, IsAsTheGoldenFile) {
  expect_golden("reports/report.json", written(write_json_report, sample_report()));
}
TEST(JunitReport, IsAsTheGoldenFile) {
  expect_golden("reports/report.junit.xml", written(write_junit_report, sample_report()));
}
TEST(HtmlReport, IsAsTheGoldenFile) {
  expect_golden("reports/report.html", written(write_html_report, sample_report()));
}

TEST(Report, CountsWhatPassed) {
  const Report report = sample_report();
  EXPECT_EQ(report.passed(), 1U);
  EXPECT_EQ(report.failed(), 1U);
  EXPECT_EQ(report.deliveries(), 3U);
  EXPECT_EQ(report.duration_us(), 15'400);
}

TEST(Report, AnInterruptedScenarioHasNotPassed) {
  Report report = sample_report();
  report.scenarios.front().interrupted = true;
  report.interrupted = true;
  EXPECT_EQ(report.passed(), 0U);
  EXPECT_THAT(text_of(report), HasSubstr("interrupted before its end"));
  EXPECT_THAT(text_of(report), HasSubstr("interrupted, the rest was not played"));
  EXPECT_THAT(written(write_junit_report, report), HasSubstr("failures=\"1\" errors=\"1\""));
}

TEST(TextReport, CarriesNoControlBytesOfWhatWasSent) {
  EXPECT_THAT(text_of(sample_report()), Not(HasSubstr("\x1b")));
  EXPECT_THAT(text_of(sample_report()), HasSubstr("\\x1b[31m"));
}

TEST(TextReport, IsColouredOnATerminalOnly) {
  TextReportOptions options;
  options.colour = Colour::kTerminal;
  EXPECT_THAT(text_of(sample_report(), options), HasSubstr("\x1b[31mFAIL\x1b[0m"));
}

TEST(TextReport, ShowsTheFirstFailuresAndCountsTheRest) {
  Report report = sample_report();
  auto& failures = report.scenarios[1].failures;
  failures.assign(25, failures.front());
  EXPECT_THAT(text_of(report), HasSubstr("… and 15 more"));
}

TEST(TextReport, ShowsTheRateOfLargeRuns) {
  Report report = sample_report();
  report.scenarios[0].deliveries = 10'000;
  report.scenarios[0].duration_us = 500'000;
  EXPECT_THAT(text_of(report), HasSubstr("a second)"));
}

TEST(TextReport, CountsTheCombinationsThatWerePlayed) {
  TextReportOptions options;
  options.coverage = true;
  const std::string text = text_of(sample_report(), options);
  EXPECT_THAT(text, HasSubstr("forward                    .       3       .       ."));
  EXPECT_THAT(text, HasSubstr("1 of 100 combinations"));
}

TEST(JsonReport, HasTheKeysThatScriptsRelyOn) {
  const auto report = nlohmann::json::parse(written(write_json_report, sample_report()));
  EXPECT_EQ(report.at("passed"), 1);
  EXPECT_EQ(report.at("failed"), 1);
  const auto& scenario = report.at("scenarios").at(1);
  EXPECT_EQ(scenario.at("file"), "scenarios/a & b.json");
  EXPECT_EQ(scenario.at("passed"), false);
  EXPECT_EQ(scenario.at("deliveries"), 2);
  EXPECT_EQ(scenario.at("attempts"), 3);
  EXPECT_EQ(scenario.at("duration_ms"), 4);
  EXPECT_EQ(scenario.at("failures").at(0).at("capture"), 7);
  EXPECT_EQ(scenario.at("failures").at(0).at("actual"), "\x1b[31mjo\xEF\xBF\xBD'é]]>\n");
  EXPECT_TRUE(scenario.at("failures").at(1).at("capture").is_null());
}

TEST(HtmlReport, RunsAndLoadsNothing) {
  const std::string page = written(write_html_report, sample_report());
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
  EXPECT_THAT(page, Not(HasSubstr("http://")));
}

TEST(HtmlReport, FoldsTheExplanation) {
  Report report = sample_report();
  report.scenarios[0].explanation = {"step 1 fires \"<A>\""};
  EXPECT_THAT(written(write_html_report, report), HasSubstr("step 1 fires &quot;&lt;A&gt;&quot;"));
}

}  // namespace
}  // namespace hookline
