#include "emitter/load/load_run.h"

#include "catcher/base/process/failure.h"
#include "catcher/captures/capture.h"
#include "emitter/report/load/load_json_report.h"
#include "emitter/report/load/load_text_report.h"
#include "emitter/scenario/play/captures/capture_source.h"
#include "tests/support/json_schema.h"
#include "tests/support/places.h"
#include "tests/support/raw_client.h"
#include "tests/support/refusal.h"
#include "tests/support/scripted_receiver.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Key;
using testing::SizeIs;

LoadPlan plan_to(const std::string& url) {
  LoadPlan plan{.to = {Url::parse(url)}, .events = {EventType::kSubscribe, EventType::kDealUpdate}};
  plan.connections = 4;
  return plan;
}

nlohmann::json json_of(const LoadResult& result) {
  std::ostringstream out;
  write_load_json_report({.plan = plan_to("http://127.0.0.1/"), .result = result}, out);
  return nlohmann::json::parse(out.str());
}

std::string problem_with_report(const LoadResult& result) {
  std::ifstream stream(source_path("emitter/schemas/load_report.schema.json"));
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

TEST(LoadRun, GivesItsWebhooksTheUrlsInTurn) {
  const auto catcher = start_local_captures();
  LoadPlan plan = plan_to(catcher->catching_url() + "/a");
  plan.to.push_back(Url::parse(catcher->catching_url() + "/b"));
  plan.webhooks = plan.matching = 3;
  plan.count = 10;
  EXPECT_EQ(run_load(plan, {}).delivered, 30U);
  std::map<std::string, int> arrived;
  catcher->for_each_after(0, [&](const Capture& capture) { ++arrived[capture.target]; });
  EXPECT_THAT(arrived, ElementsAre(testing::Pair("/a", 20), testing::Pair("/b", 10)));
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
  const std::string refusal = test::refusal(ExitCode::kCannotRun, [&] { run_load(plan, {}); });
  EXPECT_THAT(refusal, HasSubstr("--allow-host"));
}

/// Stands before a catcher, and isn't to be trusted: of each ten deliveries it answers the third
/// without passing it on, passes the fifth on twice, and answers the seventh with 500; the eleventh
/// it passes on after the twelfth.
class FaultyRelay {
 public:
  explicit FaultyRelay(const std::string& catching_url)
      : port_(Url::parse(catching_url).port()),
        receiver_([this](ScriptedReceiver::Connection& connection) { serve(connection); }) {}

  std::string url() const { return receiver_.url(); }

 private:
  void serve(ScriptedReceiver::Connection& connection) {
    for (std::string request = connection.read_request(); !request.empty();
         request = connection.read_request()) {
      const int id = std::stoi(request.substr(request.find('-', request.find("Delivery: ")) + 1));
      if (id == 11) {
        held_ = request;
      } else if (id % 10 != 3) {
        pass_on(request);
      }
      if (id % 10 == 5) pass_on(request);
      if (id == 12) pass_on(held_);
      if (!connection.send(plain_answer(id % 10 == 7 ? 500 : 200))) return;
    }
  }

  void pass_on(const std::string& request) {
    test::RawClient client(port_);
    client.send(request);
    client.read_answer();
  }

  const std::uint16_t port_;
  std::string held_;  ///< of the one connection there is
  ScriptedReceiver receiver_;
};

TEST(LoadRun, NamesWhatWasLostDoubledLateAndOutOfOrderAtTheCatcher) {
  const auto catcher = start_local_captures();
  const FaultyRelay relay(catcher->catching_url());
  LoadPlan plan = plan_to(relay.url());
  plan.connections = 1;
  plan.count = 60;
  LoadRunOptions options;
  options.catcher = catcher.get();
  const LoadResult result = run_load(plan, options);
  EXPECT_EQ(result.accepted, result.delivered + result.failed + result.pending);
  EXPECT_EQ(result.failed, 6U);
  ASSERT_TRUE(result.arrivals);
  const LoadArrivals& arrivals = *result.arrivals;
  EXPECT_EQ(arrivals.missing, 6U);
  EXPECT_THAT(arrivals.first.missing, ElementsAre(3, 13, 23, 33, 43));
  EXPECT_EQ(arrivals.duplicated, 6U);
  EXPECT_THAT(arrivals.first.duplicated, ElementsAre(5, 15, 25, 35, 45));
  EXPECT_EQ(arrivals.unanswered, 6U);
  EXPECT_THAT(arrivals.first.unanswered, ElementsAre(7, 17, 27, 37, 47));
  EXPECT_EQ(arrivals.out_of_order, 1U);
  EXPECT_THAT(arrivals.first.out_of_order, ElementsAre(11));
  EXPECT_FALSE(result.ledger_closes());

  std::ostringstream text;
  write_load_text_report({.plan = plan, .result = result}, text);
  EXPECT_THAT(text.str(),
              HasSubstr("60 captures, 6 missing, 6 duplicated, 6 late, 1 out of order"));
  EXPECT_THAT(text.str(), HasSubstr("missing, though answered with 2xx: Hookline-Delivery " +
                                    result.run + "-3, 13, 23, 33, 43, …"));
  EXPECT_EQ(json_of(result).at("catcher").at("missing"),
            nlohmann::json::parse(R"({"count": 6, "first": [3, 13, 23, 33, 43]})"));
  EXPECT_EQ(problem_with_report(result), "");
}

TEST(LoadRun, ShowsAStallInTheLatencyAtP99AndNotInTheServiceTime) {
  std::atomic<int> answered = 0;
  ScriptedReceiver receiver([&](ScriptedReceiver::Connection& connection) {
    while (!connection.read_request().empty()) {
      if (++answered == 100 && !connection.wait_ms(500)) return;
      if (!connection.send(plain_answer(200))) return;
    }
  });
  LoadPlan plan = plan_to(receiver.url());
  plan.connections = 1;
  plan.rate = 500;
  plan.count = 1000;
  const LoadResult result = run_load(plan, {});
  ASSERT_EQ(result.delivered, 1000U);
  // Of 1,000 deliveries one met the stall. The 250 due meanwhile waited for it, all but the last
  // of them for more than the 1 % that is left out here.
  EXPECT_GE(result.tally.latency.percentile(99), 450ms);
  EXPECT_GE(result.tally.service.max(), 500ms);
  EXPECT_LT(result.tally.service.percentile(99), result.tally.latency.percentile(99));
  // Waiting for the receiver isn't the emitter's own lateness.
  EXPECT_LT(result.tally.lateness.percentile(50), result.tally.latency.percentile(90));
}

TEST(LoadRun, FallsShortOfTheRateByNoMoreThanItsLastAnswerTakes) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  LoadPlan plan = plan_to(receiver.url());
  plan.rate = 500;
  plan.duration_ms = 1000;
  const LoadResult result = run_load(plan, {});
  ASSERT_EQ(result.delivered, 500U);
  EXPECT_LE(result.deliveries_per_s(), 500);
  const double longest_s = std::chrono::duration<double>(result.tally.latency.max()).count();
  EXPECT_GE(result.deliveries_per_s(), 500 / (1 + longest_s));
}

TEST(LoadRun, SendsAtARecordedPace) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  LoadPlan plan = plan_to(receiver.url());
  plan.pace = Pace::kRecorded;
  plan.recorded = std::make_shared<const RecordedPace>(
      std::vector<std::int64_t>{0, 1'000, 2'000, 3'000, 400'000});
  plan.rate = plan.recorded->rate();
  plan.count = 5;
  const LoadResult result = run_load(plan, {});
  EXPECT_EQ(result.delivered, 5U);
  // Up to the end of the round: the last, and an average space.
  EXPECT_GE(result.duration_s, 0.499);
  const auto& stretches = result.tally.timeline.stretches();
  ASSERT_GT(stretches.size(), 7U) << "nothing came as late as the last one is due";
  EXPECT_EQ(stretches[7].delivered, 0U);
}

TEST(LoadRun, TellsItsLatenciesWhileItRuns) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  LoadPlan plan = plan_to(receiver.url());
  plan.count = 50;
  LoadRunOptions options;
  LoadProgress last;
  options.on_progress = [&](const LoadProgress& progress) { last = progress; };
  const LoadResult result = run_load(plan, options);
  EXPECT_EQ(last.latency.count(), 50U);
  EXPECT_GE(last.latency.percentile(100), result.tally.latency.max());
}

}  // namespace
}  // namespace hookline
