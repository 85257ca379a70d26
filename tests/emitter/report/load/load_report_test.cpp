#include "emitter/report/load/load_report.h"

#include "emitter/load/load_run.h"
#include "emitter/report/load/html/load_html_report.h"
#include "emitter/report/load/load_json_report.h"
#include "emitter/report/load/load_text_report.h"
#include "tests/support/json_schema.h"
#include "tests/support/places.h"
#include "tests/support/scripted_receiver.h"

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
using testing::Not;

LoadPlan plan_to(const std::string& url) {
  return {.to = {Url::parse(url)}, .events = {EventType::kSubscribe, EventType::kDealUpdate}};
}

/// One whose lateness is three quarters of its latency.
LoadReport late_report() {
  LoadReport report{.plan = plan_to("http://127.0.0.1/"), .result = {}};
  report.result.run = "run";
  for (int i = 0; i < 100; ++i) {
    report.result.tally.latency.record(40ms);
    report.result.tally.lateness.record(30ms);
  }
  return report;
}

/// 5,000 of 5,200 events in 10 s, three of them at the second try.
LoadReport good_report() {
  LoadReport report{.plan = plan_to("http://127.0.0.1/"), .result = {}, .place = this_place()};
  LoadResult& result = report.result;
  result.run = "run";
  result.duration_s = 10;
  result.events = result.accepted = result.delivered = 5000;
  result.events_unsent = 200;
  result.tally.attempts = 5003;
  result.tally.retries = 3;
  result.cpu_us = 50'000;
  for (int i = 0; i < 5000; ++i) {
    result.tally.latency.record(2ms);
    result.tally.lateness.record(1us);
  }
  return report;
}

std::string text_of(const LoadReport& report) {
  std::ostringstream out;
  write_load_text_report(report, out);
  return out.str();
}

std::string page_of(const LoadReport& report) {
  std::ostringstream out;
  write_load_html_report(report, out);
  return out.str();
}

nlohmann::json json_of(const LoadReport& report) {
  std::ostringstream out;
  write_load_json_report(report, out);
  return nlohmann::json::parse(out.str());
}

std::string problem_with(const LoadReport& report) {
  std::ifstream stream(source_path("emitter/schemas/load_report.schema.json"));
  return JsonSchema(nlohmann::json::parse(stream)).problem_in(json_of(report));
}

TEST(LoadReport, SaysInEachFormThatARunIsNotValid) {
  const LoadReport report = late_report();
  EXPECT_THAT(text_of(report), HasSubstr("NOT VALID: the emitter's own lateness is 75 % of"));
  EXPECT_THAT(page_of(report), HasSubstr("<p class=\"bad\">NOT VALID: the emitter"));
  EXPECT_EQ(json_of(report).at("valid"), false);
  EXPECT_THAT(json_of(report).at("why_invalid"), HasSubstr("75 % of the latency"));
  EXPECT_EQ(problem_with(report), "");
}

/// A receiver that is as fast as a timer is late shows nothing of the receiver's.
TEST(LoadReport, CallsALatenessThatNobodyFeelsValid) {
  LoadReport report = late_report();
  report.result.tally = {};
  for (int i = 0; i < 1000; ++i) {
    report.result.tally.latency.record(200us);
    report.result.tally.lateness.record(170us);
  }
  EXPECT_TRUE(report.result.valid());
  EXPECT_THAT(text_of(report),
              HasSubstr("valid: at p99 the emitter's own lateness is 0.17 ms, 85 % "
                        "of the latency; up to 1 ms or 50 % may be"));
}

TEST(LoadReport, LeadsWithTheLatencyThenServiceThenLateness) {
  const std::string text = text_of(late_report());
  const auto latency = text.find("\nlatency ");
  const auto service = text.find("\nservice ");
  const auto lateness = text.find("\nlateness ");
  EXPECT_LT(latency, service);
  EXPECT_LT(service, lateness);
  EXPECT_LT(lateness, text.find("\nrate "));
}

TEST(LoadReport, TellsOfferedEventsFromAttempts) {
  const LoadReport report = good_report();
  EXPECT_THAT(text_of(report), HasSubstr("offered     5,200 events, of which 200 were not sent; it "
                                         "took 5,003 attempts, 3 of them retries"));
  EXPECT_THAT(page_of(report), HasSubstr("5,200 events, of which 200 were not sent"));
  EXPECT_EQ(json_of(report).at("offered_events"), 5200);
  EXPECT_EQ(json_of(report).at("attempts"), 5003);
}

TEST(LoadReport, HasOneUnitALineAndCommasInThousands) {
  const std::string text = text_of(good_report());
  EXPECT_THAT(text, HasSubstr("rate        500.0 deliveries a second\n"));
  EXPECT_THAT(text, HasSubstr("events      500.0 events a second\n"));
  EXPECT_THAT(text, HasSubstr("duration    10.00 s\n"));
  EXPECT_THAT(text, HasSubstr("cpu         10.0 µs a delivery\n"));
  EXPECT_THAT(text, HasSubstr("5,000 accepted = 5,000 delivered + 0 failed + 0 pending\n"));
}

TEST(LoadReport, HasNoFiguresOfNothing) {
  LoadReport report{.plan = plan_to("http://127.0.0.1/"), .result = {}};
  report.result.run = "run";
  report.result.accepted = report.result.failed = 10;
  report.result.duration_s = 1;
  const std::string text = text_of(report);
  EXPECT_THAT(text, Not(HasSubstr("0.000")));
  EXPECT_THAT(text, HasSubstr("rate        nothing was delivered\n"));
  EXPECT_THAT(page_of(report), Not(HasSubstr("<td>0.000")));
  EXPECT_THAT(page_of(report), HasSubstr("<h1>nothing was delivered</h1>"));
  EXPECT_TRUE(json_of(report).at("latency_us").at("p99").is_null());
  EXPECT_EQ(json_of(report).at("samples"), 0);
  report.result.duration_s = 0;
  EXPECT_TRUE(json_of(report).at("deliveries_per_s").is_null());
  EXPECT_EQ(problem_with(report), "");
}

TEST(LoadReport, HoldsWhatTheRunWasInJsonAndAsAPage) {
  LoadReport report = good_report();
  report.plan = plan_to("http://jane:secret@127.0.0.1:81/a");
  report.plan.rate = 500;
  report.plan.duration_ms = 10'000;
  report.limits = {{"p99<50ms", true, "2.00 ms"}, {"max<1ms", false, "2.10 ms"}};
  const auto json = json_of(report);
  EXPECT_EQ(json.at("target"), nlohmann::json::array({"http://jane:***@127.0.0.1:81/a"}));
  EXPECT_EQ(json.at("plan").at("rate"), 500);
  EXPECT_EQ(json.at("plan").at("duration"), "10s");
  EXPECT_EQ(json.at("version"), HOOKLINE_VERSION);
  EXPECT_THAT(json.at("started_at").get<std::string>(), testing::StartsWith("20"));
  EXPECT_GT(json.at("machine").at("cores"), 0);
  EXPECT_EQ(json.at("verdict"), "failed");
  EXPECT_EQ(json.at("why_failed"), nlohmann::json::array({"max<1ms (2.10 ms)"}));
  EXPECT_EQ(json.at("limits")[1],
            nlohmann::json({{"limit", "max<1ms"}, {"met", false}, {"actual", "2.10 ms"}}));
  EXPECT_EQ(problem_with(report), "");
  const std::string page = page_of(report);
  for (const char* part : {"http://jane:***@127.0.0.1:81/a", "--rate<td>500", HOOKLINE_VERSION,
                           "<b>failed</b>", "p99&lt;50ms", "not met", "cores"}) {
    EXPECT_THAT(page, HasSubstr(part));
  }
  EXPECT_THAT(page + text_of(report) + json.dump(), Not(HasSubstr("secret")));
  EXPECT_THAT(text_of(report), HasSubstr("FAILED: max<1ms (2.10 ms)\n"));
}

TEST(LoadReport, SaysWhichPartOfAResumedRunItsFiguresAreOf) {
  LoadReport report = good_report();
  report.result.journal = LoadJournal{"run.db", 2, 32, false};
  report.result.delivered_before = 3000;
  EXPECT_THAT(text_of(report), HasSubstr("are of start 2 alone, in which 2,000 were delivered"));
  EXPECT_THAT(page_of(report), HasSubstr("are of start 2 alone"));
  EXPECT_EQ(json_of(report).at("covers").at("delivered"), 2000);
  EXPECT_EQ(problem_with(report), "");
  report.result.journal->starts = 1;
  EXPECT_FALSE(json_of(report).contains("covers"));
}

TEST(LoadReport, TellsWhatASearchCameToAndItsLadder) {
  LoadReport report = late_report();
  report.result.maximum = LoadMaximum{4000, 4200, "p99<50ms is broken by 61.20 ms"};
  report.result.maximum->ladder = {{.rate = 4000, .duration_s = 3, .p50_us = 1000, .p99_us = 2000},
                                   {.rate = 4200,
                                    .duration_s = 0.7,
                                    .verdict = TriedRate::Verdict::kBroken,
                                    .why = "p99<50ms is broken by 61.20 ms"}};
  const auto maximum = json_of(report).at("maximum");
  EXPECT_EQ(maximum.at("events_per_s"), 4000);
  EXPECT_EQ(maximum.at("broken_at"), 4200);
  EXPECT_EQ(maximum.at("why"), "p99<50ms is broken by 61.20 ms");
  EXPECT_EQ(maximum.at("limited_by"), "receiver");
  EXPECT_EQ(maximum.at("ladder")[0].at("verdict"), "held");
  EXPECT_EQ(maximum.at("ladder")[1].at("verdict"), "broken");
  EXPECT_TRUE(maximum.at("ladder")[1].at("p99_us").is_null());
  EXPECT_EQ(problem_with(report), "");
  EXPECT_THAT(text_of(report), HasSubstr("4,000 events a second hold; at 4,200 p99<50ms is broken "
                                         "by"));
  EXPECT_THAT(page_of(report), HasSubstr("Rates tried"));
  report.result.maximum->is_emitters = true;
  EXPECT_THAT(text_of(report), HasSubstr("the receiver may stand more"));
  EXPECT_EQ(json_of(report).at("maximum").at("limited_by"), "emitter");
}

TEST(LoadReport, SaysInOneSentenceThatASearchWasInVainAndWhy) {
  LoadReport report = late_report();
  report.limits = {{"p99<50ms", false, "nothing was answered"}};
  report.result.maximum = LoadMaximum{{}, 100, "nothing was delivered: a refused the connection"};
  report.result.maximum->is_hopeless = true;
  const std::string sentence =
      "no rate was found that holds; at 100 nothing was delivered: a refused the connection; a "
      "lower rate would come to the same, so none was tried";
  const std::string text = text_of(report);
  EXPECT_THAT(text, HasSubstr("FAILED: " + sentence + "\n"));
  EXPECT_THAT(text, Not(HasSubstr("VALID")));
  EXPECT_THAT(text, Not(HasSubstr("p99")));
  EXPECT_THAT(page_of(report), HasSubstr("<p class=\"bad\">" + sentence + "</p>"));
  EXPECT_EQ(json_of(report).at("why_failed"), nlohmann::json::array({sentence}));
  EXPECT_EQ(problem_with(report), "");
}

TEST(LoadReport, SaysTheSameAsTextAndAsAPageWithPlots) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  LoadReport report{.plan = plan_to(receiver.url("/a?x=<b>")), .result = {}};
  report.plan.count = 10;
  report.result = run_load(report.plan, {});
  report.earlier = EarlierRun{"<earlier>.json", figures_of(report.result)};
  EXPECT_THAT(text_of(report), HasSubstr("10 accepted = 10 delivered + 0 failed + 0 pending"));
  EXPECT_THAT(text_of(report), HasSubstr("lateness"));
  const std::string page = page_of(report);
  EXPECT_THAT(page, HasSubstr("10 accepted = 10 delivered + 0 failed + 0 pending"));
  EXPECT_THAT(page, HasSubstr("<svg"));
  EXPECT_THAT(page, HasSubstr("x=&lt;b&gt;"));
  EXPECT_THAT(page, HasSubstr("&lt;earlier&gt;.json"));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, Not(HasSubstr("unsafe-inline")));
  EXPECT_EQ(problem_with(report), "");
}

}  // namespace
}  // namespace hookline
