#include "emitter/report/html/html_report.h"
#include "emitter/report/json_report.h"
#include "emitter/report/junit_report.h"
#include "emitter/report/text_report.h"
#include "emitter/scenario/play/results/replay_result.h"
#include "tests/support/golden.h"
#include "tests/support/json_schema.h"
#include "tests/support/places.h"

#include <fstream>
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
ReplayResult sample_report() {
  ReplayResult report;
  report.started_us = 1'709'117'141'123'456;
  report.scenarios.push_back({"scenarios/events/unsubscribe.json",
                              "An unsubscribe reaches Zapier",
                              1,
                              1,
                              12'000,
                              {},
                              false,
                              {}});
  ScenarioResult failed{"scenarios/a & b.json", "Says <b>\"hello\"</b>", 2, 3, 3400, {}, false, {}};
  failed.failures.push_back({"/expect/0/fields/contact[email]", "To <Zapier>", "contact[email]",
                             "jane@example.com", "\x1b[31mjo\xff'é]]>\n", 7, ""});
  failed.failures.push_back({"/expect/1/count",
                             "Another",
                             "count",
                             "1",
                             "0",
                             {},
                             "no event fired it; --explain says why"});
  failed.exchanges.push_back({7,
                              1'709'117'141'200'000,
                              "POST",
                              "/<zapier>",
                              {{"Host", "a"}, {"X-Odd", "<b>\x1b"}},
                              {{"contact[email]", "\x1b[31mjo"}},
                              "contact%5Bemail%5D=%1B%5B31mjo",
                              30,
                              200,
                              "",
                              {{"Content-Type", "text/plain"}}});
  report.scenarios.push_back(failed);
  report.coverage[0][1] = 3;
  return report;
}

std::string text_of(const ReplayResult& report, const TextReportOptions& options = {}) {
  std::ostringstream out;
  write_text_report(report, options, out);
  return out.str();
}

std::string written(void (*write)(const ReplayResult&, std::ostream&), const ReplayResult& report) {
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

TEST(ReplayResult, CountsWhatPassed) {
  const ReplayResult report = sample_report();
  EXPECT_EQ(report.passed(), 1U);
  EXPECT_EQ(report.failed(), 1U);
  EXPECT_EQ(report.deliveries(), 3U);
  EXPECT_EQ(report.duration_us(), 15'400);
}

/// One passed, one interrupted, one whose turn didn't come.
ReplayResult interrupted_report() {
  ReplayResult report = sample_report();
  report.scenarios[1].failures.clear();
  report.scenarios[1].interrupted = true;
  report.scenarios.push_back({"scenarios/c.json", "Comes last"});
  report.scenarios[2].skipped = true;
  report.interrupted = true;
  return report;
}

TEST(ReplayResult, CountsAnInterruptedScenarioAsFailedAndTheRestAsSkipped) {
  const ReplayResult report = interrupted_report();
  EXPECT_EQ(report.passed(), 1U);
  EXPECT_EQ(report.failed(), 1U);
  EXPECT_EQ(report.skipped(), 1U);
  EXPECT_THAT(text_of(report), HasSubstr("interrupted before its end"));
  EXPECT_THAT(text_of(report), HasSubstr("skip  scenarios/c.json"));
  EXPECT_THAT(text_of(report), HasSubstr("3 scenarios: 1 passed, 1 failed, 1 skipped;"));
  EXPECT_THAT(text_of(report), HasSubstr("interrupted, the rest was not played"));
  const std::string junit = written(write_junit_report, report);
  EXPECT_THAT(junit, HasSubstr("tests=\"3\" failures=\"0\" errors=\"1\" skipped=\"1\""));
  EXPECT_THAT(junit, HasSubstr("<skipped message="));
  const auto json = nlohmann::json::parse(written(write_json_report, report));
  EXPECT_EQ(json.at("skipped"), 1);
  EXPECT_EQ(json.at("scenarios").at(1).at("ending"), "interrupted");
  EXPECT_EQ(json.at("scenarios").at(2).at("ending"), "skipped");
  EXPECT_THAT(written(write_html_report, report), HasSubstr("the run ended before its turn"));
}

TEST(ReplayResult, SaysWhyAScenarioCouldNotBePlayed) {
  ReplayResult report = sample_report();
  report.scenarios[1].failures.clear();
  report.problem = "the catcher has gone <away>";
  report.scenarios[1].errors = {report.problem, "and more"};
  EXPECT_EQ(report.failed(), 0U);
  EXPECT_EQ(report.broken(), 1U);
  EXPECT_THAT(text_of(report), HasSubstr("1 passed, 0 failed, 1 error;"));
  EXPECT_THAT(text_of(report), HasSubstr("ERR   scenarios/a & b.json"));
  EXPECT_THAT(text_of(report), HasSubstr("      the catcher has gone <away>\n"));
  EXPECT_THAT(text_of(report), HasSubstr("ended early, the rest was not played"));
  EXPECT_THAT(written(write_junit_report, report),
              HasSubstr("<error type=\"error\" message=\"the catcher has gone &lt;away&gt;\">"));
  EXPECT_THAT(written(write_html_report, report), HasSubstr("the catcher has gone &lt;away&gt;"));
  const auto json = nlohmann::json::parse(written(write_json_report, report));
  EXPECT_EQ(json.at("problem"), "the catcher has gone <away>");
  EXPECT_EQ(json.at("scenarios").at(1).at("errors").at(1), "and more");
  EXPECT_EQ(json.at("errors"), 1);
}

/// With 12 failures kept, and 5,000 that weren't.
ReplayResult overflowing_report() {
  ReplayResult report = sample_report();
  auto& failures = report.scenarios[1].failures;
  failures.assign(12, failures.front());
  failures.push_back({"/expect", "", "", "", "5000 more mismatches were left out", {}, "", 5000});
  return report;
}

TEST(ReplayResult, CountsAlsoTheFailuresThatWereLeftOut) {
  const ReplayResult report = overflowing_report();
  EXPECT_EQ(report.scenarios[1].failure_count(), 5012U);
  EXPECT_THAT(text_of(report), HasSubstr("… and 5002 more; --json FILE has the first 12"));
  EXPECT_THAT(written(write_junit_report, report), HasSubstr("; and 5011 more\""));
  const auto json = nlohmann::json::parse(written(write_json_report, report));
  EXPECT_EQ(json.at("scenarios").at(1).at("failure_count"), 5012);
  EXPECT_EQ(json.at("scenarios").at(1).at("failures").size(), 12U);
}

TEST(JsonReport, IsAsItsSchemaSays) {
  std::ifstream stream(source_path("emitter/schemas/replay_report.schema.json"));
  const JsonSchema schema(nlohmann::json::parse(stream));
  ReplayResult broken = sample_report();
  broken.problem = "why";
  broken.scenarios[1].errors = {"why"};
  broken.scenarios[0].explanation = {"step 1 fires"};
  for (const ReplayResult& report :
       {sample_report(), interrupted_report(), broken, overflowing_report(), ReplayResult()}) {
    const auto json = nlohmann::json::parse(written(write_json_report, report));
    EXPECT_EQ(schema.problem_in(json), "") << json.dump(2);
  }
  auto json = nlohmann::json::parse(written(write_json_report, sample_report()));
  json["scenarios"][1]["failures"][0].erase("hint");
  EXPECT_NE(schema.problem_in(json), "");
}

TEST(TextReport, QuotesAFileForTheShellAlsoWhereItHoldsWhatCannotBeShown) {
  ReplayResult report = sample_report();
  report.scenarios[1].file = "a\x1b[2J 'b\\.json";
  EXPECT_THAT(text_of(report),
              HasSubstr("next: emitter replay --explain $'a\\x1b[2J \\'b\\\\.json'"));
  EXPECT_THAT(text_of(report), Not(HasSubstr("\x1b")));
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
  ReplayResult report = sample_report();
  auto& failures = report.scenarios[1].failures;
  failures.assign(25, failures.front());
  EXPECT_THAT(text_of(report), HasSubstr("… and 15 more"));
}

TEST(TextReport, ShowsTheRateOfLargeRuns) {
  ReplayResult report = sample_report();
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
  EXPECT_EQ(scenario.at("failures").at(1).at("hint"), "no event fired it; --explain says why");
  EXPECT_EQ(report.at("started_at"), "2024-02-28T10:45:41.123456Z");
}

TEST(HtmlReport, RunsItsOwnScriptAloneAndLoadsNothing) {
  const std::string page = written(write_html_report, sample_report());
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, HasSubstr("script-src 'sha256-"));
  EXPECT_THAT(page, Not(HasSubstr("unsafe")));
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
  EXPECT_THAT(page, Not(HasSubstr("http://")));
}

TEST(HtmlReport, PutsWhatFailedFirstThenWhatWasSkipped) {
  const std::string page = written(write_html_report, interrupted_report());
  EXPECT_LT(page.find("INTERRUPTED"), page.find("Comes last"));
  EXPECT_LT(page.find("Comes last"), page.find("An unsubscribe reaches Zapier"));
}

TEST(HtmlReport, ShowsTheRequestsAndAnswersThatFailuresAreAbout) {
  const std::string page = written(write_html_report, sample_report());
  EXPECT_THAT(page, HasSubstr("capture 7: POST /&lt;zapier&gt;, answered 200"));
  EXPECT_THAT(page, HasSubstr("X-Odd: &lt;b&gt;\\x1b"));
  EXPECT_THAT(page, HasSubstr("<dt>contact[email]<dd>\\x1b[31mjo"));
  EXPECT_THAT(page, HasSubstr("2024-02-28 10:45:41 UTC"));
}

TEST(HtmlReport, FoldsTheExplanation) {
  ReplayResult report = sample_report();
  report.scenarios[0].explanation = {"step 1 fires \"<A>\""};
  EXPECT_THAT(written(write_html_report, report), HasSubstr("step 1 fires &quot;&lt;A&gt;&quot;"));
}

TEST(TextReport, RepeatsTheFlagsWithoutWhichAFailureMayNotComeAgain) {
  TextReportOptions options;
  options.flags = {"--deliver-to", "http://127.0.0.1:3000/a?b", "--insecure"};
  EXPECT_THAT(text_of(sample_report(), options),
              HasSubstr("next: emitter replay --deliver-to 'http://127.0.0.1:3000/a?b' --insecure "
                        "--explain 'scenarios/a & b.json'"));
}

TEST(TextReport, NamesAFileThatCannotBeReadOnce) {
  ReplayResult report;
  report.scenarios.push_back({"a.json", "a.json"});
  report.scenarios[0].errors = {"why"};
  EXPECT_THAT(text_of(report), HasSubstr("ERR   a.json\n      why\n"));
}

}  // namespace
}  // namespace hookline
