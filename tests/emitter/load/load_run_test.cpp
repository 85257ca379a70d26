#include "emitter/load/load_run.h"

#include "catcher/failure.h"
#include "emitter/report/load/load_html_report.h"
#include "emitter/report/load/load_json_report.h"
#include "emitter/report/load/load_text_report.h"
#include "emitter/scenario/play/capture_source.h"
#include "tests/support/json_schema.h"
#include "tests/support/scripted_receiver.h"

#include <chrono>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;
using testing::Key;
using testing::SizeIs;

LoadPlan plan_to(const std::string& url) {
  LoadPlan plan{.to = Url::parse(url), .events = {EventType::kSubscribe, EventType::kDealUpdate}};
  plan.connections = 4;
  return plan;
}

nlohmann::json json_of(const LoadResult& result) {
  std::ostringstream out;
  write_load_json_report(result, out);
  return nlohmann::json::parse(out.str());
}

std::string problem_with_report(const LoadResult& result) {
  std::ifstream stream(HOOKLINE_SOURCE_DIR "/emitter/report/load/load_report.schema.json");
  return JsonSchema(nlohmann::json::parse(stream)).problem_in(json_of(result));
}

TEST(LoadRun, DeliversExactlyWhatTheRateComesTo) {
  const auto catcher = start_local_captures();
  LoadPlan plan = plan_to(catcher->catching_url() + "/load");
  plan.rate = 200;
  plan.duration_ms = 1000;
  LoadRunOptions options;
  options.catcher = catcher.get();
  const LoadResult result = run_load(plan, options);
  EXPECT_EQ(result.events, 200U);
  EXPECT_EQ(result.delivered, 200U);
  EXPECT_EQ(result.accepted, 200U);
  EXPECT_EQ(result.tally.latency.count(), 200U);
  EXPECT_EQ(result.tally.lateness.count(), 200U);
  ASSERT_TRUE(result.arrivals);
  EXPECT_EQ(result.arrivals->arrived, 200U);
  EXPECT_TRUE(result.ledger_closes());
  EXPECT_GE(result.duration_s, 1);
  EXPECT_EQ(problem_with_report(result), "");
}

TEST(LoadRun, TriesAgainAndCountsDeliveriesApartFromAttempts) {
  for (const std::optional<double> rate : {std::optional<double>(), std::optional<double>(500)}) {
    const auto catcher = start_local_captures();
    catcher->set_replies(R"([{"match": {}, "reply": {"status": 500, "times": 50}}])");
    LoadPlan plan = plan_to(catcher->catching_url());
    plan.rate = rate;
    plan.count = 100;
    plan.promise.retry.delays.assign(50, 1ms);
    plan.signing_key = SigningKey{.scheme = SignatureScheme::kGitHub, .secret = "key"};
    LoadRunOptions options;
    options.catcher = catcher.get();
    const LoadResult result = run_load(plan, options);
    EXPECT_EQ(result.accepted, 100U);
    EXPECT_EQ(result.delivered, 100U);
    EXPECT_EQ(result.tally.attempts, 150U);
    EXPECT_EQ(result.tally.retries, 50U);
    EXPECT_EQ(result.tally.errors.at("status_500").count, 50U);
    ASSERT_TRUE(result.arrivals);
    EXPECT_EQ(result.arrivals->duplicated, 0U);
    EXPECT_EQ(result.arrivals->retried, 50U);
    EXPECT_TRUE(result.ledger_closes());
    EXPECT_EQ(problem_with_report(result), "");
  }
}

TEST(LoadRun, AWebhookThatIsGoneGetsNothingMore) {
  const auto catcher = start_local_captures();
  catcher->set_replies(R"([{"match": {}, "reply": {"status": 410}}])");
  LoadPlan plan = plan_to(catcher->catching_url());
  plan.connections = 1;
  plan.count = 20;
  const LoadResult result = run_load(plan, {});
  EXPECT_EQ(result.failed, 20U);
  EXPECT_EQ(result.tally.attempts, 1U);
  EXPECT_EQ(result.tally.errors.at("status_410").count, 1U);
  EXPECT_EQ(result.tally.errors.at("switched_off").count, 19U);
  EXPECT_TRUE(result.ledger_closes());
}

TEST(LoadRun, SendsAsAnswersComeFromSeveralThreads) {
  const auto catcher = start_local_captures();
  LoadPlan plan = plan_to(catcher->catching_url());
  plan.count = 1001;
  plan.threads = 3;
  plan.webhooks = 100;
  plan.matching = 2;
  LoadRunOptions options;
  options.catcher = catcher.get();
  const LoadResult result = run_load(plan, options);
  EXPECT_EQ(result.events, 1001U);
  EXPECT_EQ(result.delivered, 2002U);
  EXPECT_EQ(result.arrivals->arrived, 2002U);
  EXPECT_EQ(result.arrivals->duplicated, 0U);
  EXPECT_TRUE(result.ledger_closes());
}

TEST(LoadRun, SendsPayloadsThatDiffer) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  LoadPlan plan = plan_to(receiver.url());
  plan.count = 50;
  run_load(plan, {});
  std::set<std::string> bodies;
  for (const std::string& request : receiver.requests()) {
    bodies.insert(request.substr(request.find("\r\n\r\n")));
  }
  EXPECT_THAT(bodies, SizeIs(50));
}

TEST(LoadRun, ShowsAStallOfTheReceiverInTheLatencyOfAllThatWasDueMeanwhile) {
  ScriptedReceiver receiver([](ScriptedReceiver::Connection& connection) {
    if (connection.read_request().empty() || !connection.wait_ms(400)) return;
    do {
      if (!connection.send(plain_answer(200))) return;
    } while (!connection.read_request().empty());
  });
  LoadPlan plan = plan_to(receiver.url());
  plan.connections = 1;
  plan.rate = 100;
  plan.count = 50;
  const LoadResult result = run_load(plan, {});
  EXPECT_EQ(result.delivered, 50U);
  // Only one answer took so long, but some twenty deliveries waited for it.
  EXPECT_GE(result.tally.latency.percentile(75), 150ms);
  EXPECT_GE(result.tally.latency.max(), 400ms);
  EXPECT_GE(result.tally.service.max(), 400ms);
}

TEST(LoadRun, TellsErrorsByKind) {
  LoadPlan plan = plan_to(fmt::format("http://127.0.0.1:{}/", unused_port()));
  plan.count = 20;
  const LoadResult result = run_load(plan, {});
  EXPECT_EQ(result.failed, 20U);
  EXPECT_EQ(result.delivered, 0U);
  ASSERT_THAT(result.tally.errors, Contains(Key("refused")));
  EXPECT_EQ(result.tally.errors.at("refused").count, 20U);
  EXPECT_THAT(result.tally.errors.at("refused").example, HasSubstr("refused the connection"));
  EXPECT_TRUE(result.ledger_closes());
  EXPECT_FALSE(result.valid());
  EXPECT_EQ(json_of(result).at("errors"), nlohmann::json({{"refused", 20}}));
  EXPECT_EQ(problem_with_report(result), "");
}

TEST(LoadRun, CountsAnswersOtherThan2xxAsFailed) {
  ScriptedReceiver receiver(answering(plain_answer(503)));
  LoadPlan plan = plan_to(receiver.url());
  plan.count = 10;
  const LoadResult result = run_load(plan, {});
  EXPECT_EQ(result.failed, 10U);
  EXPECT_EQ(result.tally.errors.at("status_503").count, 10U);
  EXPECT_EQ(result.tally.latency.count(), 10U);
  EXPECT_EQ(problem_with_report(result), "");
}

TEST(LoadRun, CountsATimeOutInTheLatency) {
  ScriptedReceiver receiver(
      [](ScriptedReceiver::Connection& connection) { connection.read_to_end(); });
  LoadPlan plan = plan_to(receiver.url());
  plan.count = 3;
  plan.timeout_ms = 50;
  const LoadResult result = run_load(plan, {});
  EXPECT_EQ(result.tally.errors.at("timeout").count, 3U);
  EXPECT_GE(result.tally.latency.percentile(50), 50ms);
}

TEST(LoadRun, KeepsAsPendingWhatAStopLeavesOpen) {
  ScriptedReceiver receiver(
      [](ScriptedReceiver::Connection& connection) { connection.read_to_end(); });
  LoadPlan plan = plan_to(receiver.url());
  plan.count = 1000;
  std::stop_source stop;
  LoadRunOptions options;
  options.stop = stop.get_token();
  options.on_progress = [&](const LoadProgress& progress) {
    if (progress.pending == 4) stop.request_stop();
  };
  const LoadResult result = run_load(plan, options);
  EXPECT_TRUE(result.interrupted);
  EXPECT_EQ(result.pending, 4U);
  EXPECT_EQ(result.accepted, 4U);
  EXPECT_TRUE(result.ledger_closes());
}

TEST(LoadRun, SaysWhatTheLimitOfPendingDeliveriesKeptBack) {
  ScriptedReceiver receiver(
      [](ScriptedReceiver::Connection& connection) { connection.read_to_end(); });
  LoadPlan plan = plan_to(receiver.url());
  plan.rate = 1000;
  plan.duration_ms = 300;
  plan.pending_max = 10;
  plan.timeout_ms = 700;
  const LoadResult result = run_load(plan, {});
  EXPECT_GT(result.events_unsent, 0U);
  EXPECT_EQ(result.events + result.events_unsent, 300U);
  EXPECT_FALSE(result.valid());
}

TEST(LoadRun, RefusesAHostThatIsNotAllowed) {
  LoadPlan plan = plan_to("http://hooks.example.com/");
  plan.count = 1;
  try {
    run_load(plan, {});
    FAIL() << "no Failure";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::kCannotRun);
    EXPECT_THAT(failure.what(), HasSubstr("--allow-host"));
  }
}

TEST(LoadReport, SaysTheSameAsTextAndAsAPageWithPlots) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  LoadPlan plan = plan_to(receiver.url("/a?x=<b>"));
  plan.count = 10;
  const LoadResult result = run_load(plan, {});
  std::ostringstream text;
  write_load_text_report(plan, result, text);
  EXPECT_THAT(text.str(), HasSubstr("10 accepted = 10 delivered + 0 failed + 0 pending"));
  EXPECT_THAT(text.str(), HasSubstr("lateness"));
  std::ostringstream page;
  write_load_html_report(plan, result, page);
  EXPECT_THAT(page.str(), HasSubstr("10 accepted = 10 delivered + 0 failed + 0 pending"));
  EXPECT_THAT(page.str(), HasSubstr("<svg"));
  EXPECT_THAT(page.str(), HasSubstr("x=&lt;b&gt;"));
  EXPECT_THAT(page.str(), testing::Not(HasSubstr("<script")));
}

}  // namespace
}  // namespace hookline
