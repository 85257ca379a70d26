#include "emitter/scenario/play/replay.h"

#include "catcher/base/process/failure.h"
#include "catcher/captures/store/capture_store.h"
#include "catcher/captures/views/capture_view.h"
#include "catcher/catcher.h"
#include "catcher/replies/rules/reply_rules.h"
#include "emitter/scenario/format/files/scenario_loader.h"
#include "tests/support/refusal.h"
#include "tests/support/running_catcher.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view kPeople = R"("lists": [{"id": 1, "name": "News"}],
    "contacts": [{"id": 42, "email": "jane@example.com", "first_name": "Jane", "lists": [1]}])";

/// A scenario of Jane and these webhooks.
Scenario scenario_of(const std::string& webhooks, const std::string& rest) {
  return load_scenario_text(
      fmt::format(R"({{"name": "x", "account": {{{}, "webhooks": [{}]}}, {}}})", kPeople, webhooks,
                  rest),
      "x.json");
}

/// Webhook A at the catcher hears all, B hears of tags alone.
Scenario usual_scenario(const std::string& rest) {
  return scenario_of(R"({"name": "A", "url": "{catcher}/a", "events": "all"},
                        {"name": "B", "url": "{catcher}/b", "events": ["contact_tag_added"]})",
                     rest);
}

ReplayResult replay_one(const Scenario& scenario, const ReplayOptions& options = {}) {
  const auto catcher = start_local_captures();
  return replay(std::span(&scenario, 1), *catcher, options);
}

std::vector<Mismatch> failures_of(const Scenario& scenario, const ReplayOptions& options = {}) {
  return replay_one(scenario, options).scenarios.at(0).failures;
}

std::vector<Capture> captures_in(CaptureSource& catcher) {
  std::vector<Capture> all;
  catcher.for_each_after(0, [&](const Capture& capture) { all.push_back(capture); });
  return all;
}

TEST(Replay, DeliversVerifiesAndCounts) {
  const ReplayResult report = replay_one(usual_scenario(R"("steps": [
      {"event": "unsubscribe", "source": "public", "contact": 42, "list": 1}], "expect": [
      {"webhook": "A", "count": 1, "fields": {"type": "unsubscribe",
       "contact[email]": "jane@example.com", "contact[id]": {"matches": "^[0-9]+$"},
       "date_time": {"like": "date_time"}}, "absent": ["deal[id]"], "status": 200},
      {"webhook": "B", "count": 0}])"));
  ASSERT_THAT(report.scenarios, SizeIs(1));
  EXPECT_TRUE(report.scenarios[0].passed());
  EXPECT_EQ(report.scenarios[0].deliveries, 1U);
  EXPECT_GT(report.scenarios[0].duration_us, 0);
  const auto& unsubscribes = report.coverage[static_cast<std::size_t>(EventType::kUnsubscribe)];
  EXPECT_EQ(unsubscribes[static_cast<std::size_t>(Source::kPublic)], 1U);
}

TEST(Replay, NamesPointerFieldExpectedActualAndCapture) {
  const auto failures = failures_of(usual_scenario(R"("steps": [{"event": "open", "contact": 42}],
      "expect": [{"webhook": "A", "fields": {"contact[first_name]": "Joe"}}])"));
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_EQ(failures[0], (Mismatch{"/expect/0/fields/contact[first_name]", "A",
                                   "contact[first_name]", "Joe", "Jane", 1, ""}));
}

TEST(Replay, FindsADeliveryThatShouldNotHaveCome) {
  const auto failures = failures_of(usual_scenario(R"("steps": [
      {"event": "contact_tag_added", "contact": 42, "tag": "x"}],
      "expect": [{"webhook": "B", "count": 0}])"));
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_EQ(failures[0].pointer, "/expect/0/count");
  EXPECT_EQ(failures[0].actual, "1");
  EXPECT_TRUE(failures[0].capture);
}

TEST(Replay, FindsASurplusDelivery) {
  const auto failures = failures_of(usual_scenario(R"("steps": [{"event": "open", "contact": 42},
      {"event": "click", "contact": 42}],
      "expect": [{"webhook": "A", "fields": {"type": "open"}}])"));
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_EQ(failures[0].actual, "click");
}

TEST(Replay, SaysThatNoEventFiredAWebhook) {
  const auto failures = failures_of(usual_scenario(R"("steps": [{"event": "open", "contact": 42}],
      "expect": [{"webhook": "B"}])"));
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_THAT(failures[0].hint, HasSubstr("--explain"));
}

TEST(Replay, AnAnswerOf410SwitchesTheWebhookOffBeforeTheNextEvent) {
  EXPECT_THAT(failures_of(scenario_of(
                  R"({"name": "Gone", "url": "{catcher}/gone", "events": "all"},
                     {"name": "Stays", "url": "{catcher}/stays", "events": "all"})",
                  R"("steps": [{"event": "open", "contact": 42, "repeat": 3}],
                     "replies": [{"match": {"path": "/gone"}, "reply": {"status": 410}}],
                     "expect": [{"webhook": "Gone", "count": 1, "status": 410, "active": false},
                                {"webhook": "Stays", "count": 3, "status": 200, "active": true}])")),
              IsEmpty());
}

TEST(Replay, AnAnswerOf500LosesTheEventAndChangesNothing) {
  EXPECT_THAT(
      failures_of(usual_scenario(R"("steps": [{"event": "open", "contact": 42, "repeat": 2}],
      "replies": [{"reply": {"status": 500, "times": 1}}],
      "expect": [{"webhook": "A", "count": 2, "active": true}])")),
      IsEmpty());
}

TEST(Replay, TriesAgainAsTheScenarioSaysAndCountsTheAttempts) {
  const ReplayResult report =
      replay_one(usual_scenario(R"("steps": [{"event": "open", "contact": 42}],
      "delivery": {"retry": "1ms,1ms"},
      "replies": [{"reply": {"status": 500, "times": 2}}],
      "expect": [{"webhook": "A", "count": 3, "attempts": [500, 500, 200]}])"));
  EXPECT_THAT(report.scenarios.at(0).failures, IsEmpty());
  EXPECT_EQ(report.scenarios[0].deliveries, 1U);
  EXPECT_EQ(report.scenarios[0].attempts, 3U);
}

TEST(Replay, PassesTheWaitsBetweenAttemptsInNoTimeAtAnySpeedOfMax) {
  ReplayOptions options;
  options.speed = 0;
  options.promise = delivery_promise_named("standard-webhooks").value();
  const std::vector<Scenario> scenarios = {
      usual_scenario(R"("steps": [{"event": "open", "contact": 42, "repeat": 2}],
      "replies": [{"reply": {"status": 500}}],
      "expect": [{"webhook": "A", "count": 20, "attempts": 10}])")};
  const auto catcher = start_local_captures();
  EXPECT_EQ(replay(scenarios, *catcher, options).passed(), 1U);
}

TEST(Replay, AScenariosOwnPromiseGoesBeforeTheCallers) {
  ReplayOptions options;
  options.promise = delivery_promise_named("stripe").value();
  Scenario scenario = usual_scenario(R"("steps": [{"event": "open", "contact": 42}],
      "delivery": {"preset": "github"}, "expect": [])");
  EXPECT_EQ(promise_of(scenario, options.promise).name, "github");
  scenario.delivery.reset();
  EXPECT_EQ(promise_of(scenario, options.promise).name, "stripe");
  scenario.timeout_ms = 7;
  EXPECT_EQ(promise_of(scenario, options.promise).timeout_ms, 7);
}

TEST(Replay, AWebhookThatIsSwitchedOffHearsOfNoFurtherEvent) {
  EXPECT_THAT(
      failures_of(usual_scenario(R"("steps": [{"event": "open", "contact": 42, "repeat": 4}],
      "delivery": {"retry": "1h", "disable_after": 2, "virtual_time": true},
      "replies": [{"reply": {"status": 500}}],
      "expect": [{"webhook": "A", "count": 4, "attempts": [500, 500], "active": false}])")),
      IsEmpty());
}

/// Jane is called by an address that she has no more: which only the play shows.
constexpr const char* kCalledByAnOldAddress = R"("steps": [
    {"event": "update", "contact": {"id": 42, "email": "new@example.com"}},
    {"event": "update", "contact": "jane@example.com"},
    {"event": "update", "contact": 42}], "expect": [{"webhook": "A", "count": 3}])";

TEST(Replay, SaysWhichStepTheAccountRefusesAndPlaysTheOtherScenarios) {
  const auto catcher = start_local_captures();
  const std::vector<Scenario> scenarios = {
      usual_scenario(kCalledByAnOldAddress),
      usual_scenario(R"("steps": [{"event": "open", "contact": 42}],
                        "expect": [{"webhook": "A", "count": 1}])")};
  const ReplayResult result = replay(scenarios, *catcher, {});
  const ScenarioResult& refused = result.scenarios.at(0);
  EXPECT_EQ(refused.ending(), ScenarioEnding::kBroken);
  EXPECT_THAT(refused.errors, ElementsAre("x.json: /steps/1/contact/email: there is no contact "
                                          "\"jane@example.com\"; only subscribe adds one"));
  EXPECT_EQ(refused.deliveries, 1U);
  EXPECT_TRUE(result.scenarios.at(1).passed());
  EXPECT_EQ(result.problem, "");
}

TEST(Replay, RepliesHoldForTheirScenarioAlone) {
  const std::vector<Scenario> scenarios = {
      usual_scenario(R"("steps": [{"event": "open", "contact": 42}],
          "replies": [{"reply": {"status": 500}}], "expect": [{"webhook": "A", "status": 500}])"),
      usual_scenario(R"("steps": [{"event": "open", "contact": 42}],
          "expect": [{"webhook": "A", "status": 200}])")};
  const auto catcher = start_local_captures();
  EXPECT_EQ(replay(scenarios, *catcher, {}).passed(), 2U);
}

Scenario elsewhere(const std::string& url, const std::string& expect) {
  return scenario_of(fmt::format(R"({{"name": "A", "url": "{}", "events": "all"}})", url),
                     fmt::format(R"("timeout": "300ms", "expect": [{}],
                                    "steps": [{{"event": "open", "contact": 42}}])",
                                 expect));
}

TEST(Replay, AReceiverThatRefusesIsAnOutcome) {
  const std::string url = fmt::format("http://127.0.0.1:{}/", unused_port());
  EXPECT_THAT(failures_of(elsewhere(url, R"({"webhook": "A", "outcome": "refused"})")), IsEmpty());
  const auto failures = failures_of(elsewhere(url, R"({"webhook": "A", "status": 200})"));
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_EQ(failures[0].actual, "no answer (refused)");
}

TEST(Replay, AReceiverThatNeverAnswersEndsAtTheTimeout) {
  ScriptedReceiver receiver([](ScriptedReceiver::Connection& connection) {
    connection.read_request();
    connection.read_to_end();
  });
  EXPECT_THAT(failures_of(elsewhere(receiver.url(), R"({"webhook": "A", "outcome": "timeout"})")),
              IsEmpty());
}

TEST(Replay, SaysThatWhatLeadsElsewhereCannotBeCaught) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  const auto failures = failures_of(elsewhere(receiver.url(), R"({"webhook": "A", "count": 1})"));
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_THAT(failures[0].hint, HasSubstr("does not lead to the catcher"));
}

TEST(Replay, RefusesForeignHostsBeforeAnythingIsSent) {
  const std::vector<Scenario> scenarios = {
      usual_scenario(R"("steps": [{"event": "open", "contact": 42}])"),
      elsewhere("http://hooks.example.com/x", "")};
  const auto catcher = start_local_captures();
  const std::string refusal =
      test::refusal(ExitCode::kCannotRun, [&] { replay(scenarios, *catcher, {}); });
  EXPECT_THAT(refusal, HasSubstr("x.json: \"A\" (http://hooks.example.com/x): "));
  EXPECT_THAT(refusal, HasSubstr("--allow-host"));
  EXPECT_EQ(catcher->counts().last, 0);
}

TEST(Replay, CatchesABodyOf20MebibytesWhole) {
  const Scenario scenario = usual_scenario(R"("steps": [{"event": "subscriber_note", "contact": 42,
      "note": {"repeat": "0123456789abcdef", "times": 1310720}}],
      "expect": [{"webhook": "A", "count": 1, "fields": {"note": {"present": true}}}])");
  const auto catcher = start_local_captures();
  EXPECT_EQ(replay(std::span(&scenario, 1), *catcher, {}).failed(), 0U);
  const auto captures = captures_in(*catcher);
  ASSERT_THAT(captures, SizeIs(1));
  const FormFields form = form_of(captures[0]).value();
  const auto note = std::find_if(form.begin(), form.end(),
                                 [](const FormField& field) { return field.name == "note"; });
  ASSERT_NE(note, form.end());
  EXPECT_EQ(note->value.size(), std::size_t{20} << 20);
  EXPECT_TRUE(note->value.ends_with("f0123456789abcdef"));
}

TEST(Replay, VerifiesEveryOneOfManyDeliveries) {
  constexpr std::string_view kMany =
      R"("steps": [{{"event": "open", "contact": 42, "repeat": 3000}},
      {{"event": "open", "contact": 42, "set": {{"odd": "1"}}}}],
      "expect": [{{"webhook": "A", "count": {}, "absent": ["odd"]}}])";
  const auto failures = failures_of(usual_scenario(fmt::format(kMany, 3001)));
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_EQ(failures[0].field, "odd");
  EXPECT_EQ(failures_of(usual_scenario(fmt::format(kMany, 2999))).size(), 2U);
}

TEST(Replay, AnAutomationPostsToItsOwnUrl) {
  const Scenario scenario = load_scenario_text(fmt::format(R"({{"name": "x", "account": {{{},
        "automations": [{{"id": 3, "name": "Welcome", "url": "{{catcher}}/auto"}}],
        "webhooks": [{{"name": "A", "url": "{{catcher}}/a", "events": "all"}}]}},
        "steps": [{{"automation": 3, "contact": 42}}],
        "expect": [{{"webhook": "Welcome", "count": 1, "fields": {{"seriesid": "3"}},
                     "absent": ["type"]}}, {{"webhook": "A", "count": 0}}]}})",
                                                           kPeople),
                                               "x.json");
  EXPECT_THAT(failures_of(scenario), IsEmpty());
}

TEST(Replay, PassesTheWaitsAtAnySpeedWhileTheAccountsClockKeepsThem) {
  const Scenario scenario = usual_scenario(R"("steps": [
      {"event": "open", "contact": 42}, {"event": "open", "contact": 42, "after": "1440m"}])");
  const auto catcher = start_local_captures();
  ReplayOptions options;
  options.speed = 0;
  EXPECT_EQ(replay(std::span(&scenario, 1), *catcher, options).failed(), 0U);
  std::vector<std::string> days;
  for (const Capture& capture : captures_in(*catcher)) {
    const auto form = form_of(capture).value();
    for (const FormField& field : form) {
      if (field.name == "date_time") days.push_back(field.value.substr(0, 10));
    }
  }
  ASSERT_THAT(days, SizeIs(2));
  std::sort(days.begin(), days.end());  // nothing is waited for, so they may arrive in any order
  EXPECT_LT(days[0], days[1]);
}

TEST(Replay, AStopEndsTheWaitsAndSaysSo) {
  std::stop_source stop;
  ScriptedReceiver receiver([&](ScriptedReceiver::Connection& connection) {
    connection.read_request();
    stop.request_stop();
    connection.read_to_end();
  });
  ReplayOptions options;
  options.stop = stop.get_token();
  const std::vector<Scenario> scenarios = {
      elsewhere(receiver.url(), R"({"webhook": "A", "status": 200})"),
      usual_scenario(R"("steps": [])")};
  const auto catcher = start_local_captures();
  const ReplayResult report = replay(scenarios, *catcher, options);
  EXPECT_TRUE(report.interrupted);
  ASSERT_THAT(report.scenarios, SizeIs(2));
  EXPECT_TRUE(report.scenarios[0].interrupted);
  EXPECT_THAT(report.scenarios[0].failures, IsEmpty());
  EXPECT_TRUE(report.scenarios[1].skipped);
}

TEST(Replay, ExplainsEachWebhookOnceAStep) {
  ReplayOptions options;
  options.explain = true;
  const ReplayResult report = replay_one(
      usual_scenario(R"("steps": [{"event": "open", "contact": 42, "repeat": 5}])"), options);
  EXPECT_THAT(report.scenarios.at(0).explanation,
              ElementsAre(HasSubstr("/steps/0: open caused by"), HasSubstr("-> \"A\" "),
                          HasSubstr(" x \"B\" does not listen for open"),
                          HasSubstr("/steps/0: and 4 more times"), "     \"A\": 200"));
}

TEST(Replay, ExplainsAttemptsWaitsAndEveryRepetitionThatWentOtherwise) {
  ReplayOptions options;
  options.explain = true;
  const ReplayResult report =
      replay_one(usual_scenario(R"("steps": [{"event": "open", "contact": 42, "repeat": 5}],
          "delivery": {"retry": "5s", "virtual_time": true},
          "replies": [{"reply": [{"status": 503, "times": 1}, {"status": 200, "times": 3},
                                 {"status": 302, "times": 2,
                                  "headers": {"Location": "/new"}}, {"status": 410}]}])"),
                 options);
  EXPECT_THAT(
      report.scenarios.at(0).explanation,
      ElementsAre(HasSubstr("/steps/0: open caused by"), HasSubstr("-> \"A\" "),
                  HasSubstr(" x \"B\""), HasSubstr("/steps/0: and 4 more times"),
                  "     \"A\": 503, again after 5s: 200", "  time 2:", "     \"A\": 200",
                  "  time 4:",
                  "     \"A\": 302 (a redirect to /new, and redirects aren't followed), again "
                  "after 5s: 302 (a redirect to /new, and redirects aren't followed)",
                  "  time 5:", HasSubstr("     \"A\": 410 (the webhook is switched off")));
}

TEST(Replay, ExplainsStepsWithoutAnEventAndWhoStillWaitsAtTheEnd) {
  ReplayOptions options;
  options.explain = true;
  const Scenario scenario = load_scenario_text(
      fmt::format(R"({{"name": "x", "account": {{{}, "automations": [{{"id": 5, "name": "Bye",
          "start": {{"on": "contact_tag_added", "tag": "leaving"}},
          "steps": [{{"wait": "1d"}}, {{"unsubscribe": 1}}]}}]}}, "steps": [
          {{"action": "contact.untag", "contact": 42, "tag": "vip"}},
          {{"action": "contact.tag", "contact": 42, "tag": "leaving"}},
          {{"action": "contact.untag", "contact": 42, "tag": "vip", "after": "1h"}}],
          "delivery": {{"virtual_time": true}}}})",
                  kPeople),
      "x.json");
  const ReplayResult report = replay_one(scenario, options);
  EXPECT_THAT(report.scenarios.at(0).explanation,
              ElementsAre("/steps/0: contact.untag caused no event",
                          HasSubstr("/steps/1: contact_tag_added"),
                          "/steps/2: contact.untag caused no event",
                          HasSubstr("contact 42 still waits in automation \"Bye\", for 23h more")));
}

TEST(Replay, ExplainsThatARepetitionWasSentToNobody) {
  ReplayOptions options;
  options.explain = true;
  const ReplayResult report =
      replay_one(usual_scenario(R"("steps": [{"event": "open", "contact": 42, "repeat": 3}],
          "replies": [{"reply": {"status": 410}}])"),
                 options);
  const auto& lines = report.scenarios.at(0).explanation;
  ASSERT_GE(lines.size(), 2U);
  EXPECT_EQ(lines[lines.size() - 2], "  time 2:");
  EXPECT_EQ(lines.back(), "     nothing was sent");
}

TEST(Replay, KeepsItsCapturesInAStoreThatACatcherOpens) {
  const TempFolder folder;
  const std::string store = folder.file("captures.db");
  const Scenario scenario =
      usual_scenario(R"("steps": [{"event": "open", "contact": 42, "repeat": 2}],
          "expect": [{"webhook": "A", "count": 2, "fields": {"type": "click"}}])");
  std::optional<std::int64_t> named;
  for (int i = 0; i < 2; ++i) {
    const auto catcher = start_local_captures({}, store);
    named = replay(std::span(&scenario, 1), *catcher, ReplayOptions())
                .scenarios.at(0)
                .failures.at(0)
                .capture;
  }
  EXPECT_EQ(named, 3) << "behind those of the first run";
  CatcherOptions options;
  options.listen = options.page = {"127.0.0.1", 0};
  options.store = store;
  options.quiet = true;
  Catcher catcher(options, std::cerr);
  EXPECT_EQ(catcher.store().counts().total, 4U);
}

TEST(RemoteReplay, PlaysIntoARunningCatcherAndLeavesItAsItWas) {
  test::RunningCatcher running;
  running.call("PUT", "/api/replies",
               R"([{"match": {"path": "/other"}, "reply": {"status": 418}}])", 200);
  const auto catcher = open_remote_captures(running->watching_url());
  EXPECT_EQ(catcher->catching_url(), running->catching_url());
  const std::vector<Scenario> scenarios = {
      usual_scenario(R"("steps": [{"event": "open", "contact": 42, "repeat": 3}],
          "replies": [{"match": {"path": "/a"}, "reply": {"status": 201}}],
          "expect": [{"webhook": "A", "count": 3, "status": 201,
                      "fields": {"contact[email]": "jane@example.com"}}])"),
      usual_scenario(R"("steps": [{"event": "open", "contact": 42}],
          "expect": [{"webhook": "A", "count": 1, "status": 200}])")};
  const ReplayResult report = replay(scenarios, *catcher, {});
  for (const ScenarioResult& scenario : report.scenarios) EXPECT_THAT(scenario.failures, IsEmpty());
  EXPECT_EQ(running->store().counts().total, 4U);
  EXPECT_EQ(running.get("/api/replies").at(0).at("reply").at("status"), 418);
}

TEST(RemoteReplay, ReachesACatcherThatListensEverywhereWhereItsPageIs) {
  CatcherOptions everywhere = test::RunningCatcher::free_ports();
  everywhere.listen.host = "0.0.0.0";
  test::RunningCatcher running(everywhere);
  const auto catcher = open_remote_captures(running->watching_url());
  const Scenario scenario = usual_scenario(R"("steps": [{"event": "open", "contact": 42}],
      "expect": [{"webhook": "A", "count": 1, "status": 200}])");
  EXPECT_EQ(replay(std::span(&scenario, 1), *catcher, {}).passed(), 1U);
}

/// What replaying one tag into a running catcher finds that forwards to this app.
std::vector<Mismatch> failures_behind(const ScriptedReceiver& app, const std::string& rest,
                                      const std::string& rules = "[]") {
  CatcherOptions options = test::RunningCatcher::free_ports();
  options.forward = app.url("/");
  test::RunningCatcher running(options);
  running->replies().set(parse_reply_rules(rules));
  const auto catcher = open_remote_captures(running->watching_url());
  const Scenario scenario = usual_scenario(
      R"("steps": [{"event": "contact_tag_added", "contact": 42, "tag": "vip"}], )" + rest);
  return replay(std::span(&scenario, 1), *catcher, {}).scenarios.at(0).failures;
}

TEST(RemoteReplay, TheAnswersOfAnAppBehindTheCatcherCount) {
  const ScriptedReceiver broken(answering(plain_answer(500)));
  const auto failures = failures_behind(
      broken, R"("expect": [{"webhook": "A", "count": 1}, {"webhook": "B", "count": 1}])");
  ASSERT_THAT(failures, SizeIs(2));
  EXPECT_EQ(failures[0].webhook, "A");
  EXPECT_EQ(failures[0].field, "status");
  EXPECT_EQ(failures[0].expected, "2xx of the endpoint");
  EXPECT_EQ(failures[0].actual, "500");
  EXPECT_TRUE(failures[0].capture.has_value());
  const ScriptedReceiver sound(answering(plain_answer(204)));
  EXPECT_THAT(failures_behind(sound, R"("expect": [{"webhook": "A", "count": 1}])"), IsEmpty());
}

TEST(RemoteReplay, SaysWhyAnAppBehindTheCatcherGaveNoAnswer) {
  const ScriptedReceiver mute(
      [](ScriptedReceiver::Connection& connection) { connection.read_request(); });
  const auto failures = failures_behind(mute, R"("expect": [{"webhook": "A", "count": 1}])");
  ASSERT_THAT(failures, testing::Not(IsEmpty()));
  EXPECT_EQ(failures[0].actual, "no answer (502 in its place)");
  EXPECT_THAT(failures[0].hint, HasSubstr("closed the connection without an answer"));
}

TEST(RemoteReplay, AnAppThatAnswersTooLateIsNoSuccess) {
  const ScriptedReceiver slow(
      [](ScriptedReceiver::Connection& connection) { connection.read_to_end(); });
  const auto failures =
      failures_behind(slow, R"("timeout": "200ms", "expect": [{"webhook": "A", "count": 1}])");
  ASSERT_THAT(failures, testing::Not(IsEmpty()));
  EXPECT_EQ(failures[0].actual, "no answer (timeout)");
  EXPECT_THAT(failures[0].hint, HasSubstr("had not answered yet"));
}

TEST(RemoteReplay, HoldsNoAppToAnswersThatAreExpectedOrARules) {
  const ScriptedReceiver broken(answering(plain_answer(500)));
  EXPECT_THAT(failures_behind(broken, R"("expect": [{"webhook": "A", "status": 500},
                                                    {"webhook": "B", "status": 500}])"),
              IsEmpty());
  EXPECT_THAT(failures_behind(broken, R"("expect": [{"webhook": "A", "count": 1}])",
                              R"([{"reply": {"status": 503}}])"),
              IsEmpty());
}

TEST(RemoteReplay, TakesTheTokenFromThePrintedUrlOrTheEnvironment) {
  for (const std::string token :
       {"plain", "a/b+c=d", "a&b#c%d~", "%41", " a b", "sch\xc3\xbcssel"}) {
    CatcherOptions guarded = test::RunningCatcher::free_ports();
    guarded.token = token;
    test::RunningCatcher running(guarded);
    const std::string printed = running->watching_url();
    const auto played_into = [&](const std::string& url) {
      const auto catcher = open_remote_captures(url);
      const Scenario scenario = usual_scenario(R"("steps": [{"event": "open", "contact": 42}],
          "replies": [{"match": {}, "reply": {"status": 418}}],
          "expect": [{"webhook": "A", "count": 1, "status": 418}])");
      return replay(std::span(&scenario, 1), *catcher, {}).passed();
    };
    EXPECT_EQ(played_into(printed), 1U) << printed;
    const std::string bare = printed.substr(0, printed.find("/?"));
    EXPECT_THROW(played_into(bare), Failure) << token;
    ::setenv("HOOKLINE_TOKEN", token.c_str(), 1);
    EXPECT_EQ(played_into(bare), 1U) << token;
    ::setenv("HOOKLINE_TOKEN", "another", 1);
    EXPECT_EQ(played_into(printed), 1U) << printed;
    ::unsetenv("HOOKLINE_TOKEN");
  }
}

TEST(RemoteReplay, SaysThatATokenIsWantedOrEmptyOrWrong) {
  CatcherOptions guarded = test::RunningCatcher::free_ports();
  guarded.token = "s3cret";
  test::RunningCatcher running(guarded);
  const std::string url = running->watching_url();
  const std::string bare = url.substr(0, url.find("/?"));
  const auto refusal_of = [](const std::string& page) {
    try {
      open_remote_captures(page);
    } catch (const Failure& failure) {
      return fmt::format("{} {}", static_cast<int>(failure.code()), failure.what());
    }
    return std::string("not refused");
  };
  for (const std::string& page : {bare, bare + "/?token=wr0ng"}) {
    EXPECT_THAT(refusal_of(page), HasSubstr("3 the catcher at http://127.0.0.1:")) << page;
    EXPECT_THAT(refusal_of(page), HasSubstr("HOOKLINE_TOKEN")) << page;
    EXPECT_THAT(refusal_of(page), testing::Not(HasSubstr("wr0ng"))) << page;
  }
  EXPECT_THAT(refusal_of(bare + "/?token="), HasSubstr("1 --catcher"));
}

TEST(RemoteReplay, SaysWhatIsWrongWithTheAddress) {
  const auto refusal_of = [](const std::string& url) {
    try {
      open_remote_captures(url);
    } catch (const Failure& failure) {
      return fmt::format("{} {}", static_cast<int>(failure.code()), failure.what());
    }
    return std::string("not refused");
  };
  EXPECT_THAT(refusal_of("127.0.0.1:8081"), HasSubstr("1 --catcher 127.0.0.1:8081: "));
  EXPECT_THAT(refusal_of(fmt::format("http://127.0.0.1:{}", unused_port())),
              HasSubstr("is it running"));
  const test::RunningCatcher running;
  ScriptedReceiver other(answering(plain_answer(404)));
  EXPECT_THAT(refusal_of(other.url("")), HasSubstr("answered 404 to GET /api/health"));
}

TEST(Replay, SendsARequestAsItIsGiven) {
  test::RunningCatcher catcher;
  const auto captures = open_remote_captures(catcher->watching_url());
  const Scenario scenario = usual_scenario(R"("steps": [{"webhook": "A", "request": {
      "method": "PUT", "target": "/x?y=[1]", "headers": [["X-B", "2"], ["x-a", ""], ["X-B", "1"]],
      "body": {"base64": "AP8="}}, "repeat": 2, "expect": {"method": "PUT", "target": "/x?y=[1]",
      "body": {"base64": "AP8="}}}], "expect": [{"webhook": "A", "count": 2},
      {"webhook": "B", "count": 0}])");
  const ReplayResult report = replay(std::span(&scenario, 1), *captures, {});
  EXPECT_THAT(report.scenarios[0].failures, IsEmpty());
  EXPECT_EQ(report.deliveries(), 2U);
  const auto caught = captures_in(*captures);
  ASSERT_THAT(caught, SizeIs(2));
  const Headers headers = headers_of(caught[0]);
  EXPECT_EQ(headers[1], (Header{"X-B", "2"}));
  EXPECT_EQ(headers[2], (Header{"x-a", ""}));
  EXPECT_EQ(headers[3], (Header{"X-B", "1"}));
  EXPECT_EQ(body_of(caught[1]), std::string("\0\xff", 2));
}

TEST(Replay, SeesBytesThatAreNoTextInTheCapturesOfACatcherElsewhere) {
  test::RunningCatcher catcher;
  const auto captures = open_remote_captures(catcher->watching_url());
  const Scenario scenario = usual_scenario(R"("steps": [{"webhook": "A", "request": {
      "target": {"base64": "L/w="}, "headers": [["X", {"base64": "6Q=="}]], "body": "a"}, "expect": {
      "target": {"base64": "L/w="}, "headers": {"X": {"base64": "6Q=="}}, "body": "a"}}])");
  EXPECT_THAT(replay(std::span(&scenario, 1), *captures, {}).scenarios[0].failures, IsEmpty());
}

TEST(Replay, SendsAFormWithItsContentType) {
  EXPECT_THAT(failures_of(usual_scenario(R"("steps": [{"webhook": "A",
      "request": {"form": [["a", "b c"], ["a", {"base64": "/w=="}]]}, "expect": {
      "target": "/a", "headers": {"content-type": "application/x-www-form-urlencoded"},
      "body": "a=b+c&a=%FF"}}])")),
              IsEmpty());
}

TEST(Replay, NamesThePlaceInTheStepThatDiffers) {
  const auto failures = failures_of(usual_scenario(R"("steps": [
      {"webhook": "A", "request": {"form": {"a": "b"}}, "expect": {"fields": {"a": "b"}}},
      {"webhook": "A", "request": {"form": {"a": "b"}}, "expect": {"fields": {"a": "c"}}}])"));
  ASSERT_THAT(failures, SizeIs(1));
  // Both are under way at once: either may be the first to arrive.
  const auto capture = failures[0].capture;
  EXPECT_THAT(capture, testing::AnyOf(testing::Eq(1), testing::Eq(2)));
  EXPECT_EQ(failures[0], (Mismatch{"/steps/1/expect/fields/a", "A", "a", "c", "b", capture, ""}));
}

TEST(Replay, SendsARequestToAWebhookThatIsSwitchedOff) {
  EXPECT_THAT(failures_of(scenario_of(R"({"name": "A", "url": "{catcher}/a", "events": "all",
                                          "active": false})",
                                      R"("steps": [{"webhook": "A", "request": {"body": "x"}},
      {"event": "open", "contact": 42}], "expect": [{"webhook": "A", "count": 1, "body": "x"}])")),
              IsEmpty());
}

TEST(Replay, ExpectsTheAnswerOfAStep) {
  const auto failures = failures_of(usual_scenario(R"("steps": [
      {"webhook": "A", "request": {"target": "/503"}, "expect": {"status": 503}},
      {"webhook": "A", "request": {}, "expect": {"status": 503}}],
      "replies": [{"match": {"path": "/503"}, "reply": {"status": 503}}])"));
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_EQ(failures[0].pointer, "/steps/1/expect/status");
  EXPECT_EQ(failures[0].actual, "200");
}

TEST(Replay, ExplainsARequest) {
  ReplayOptions options;
  options.explain = true;
  const ReplayResult report = replay_one(
      usual_scenario(R"("steps": [{"webhook": "A", "request": {"method": "PUT"}}])"), options);
  EXPECT_THAT(report.scenarios[0].explanation,
              ElementsAre("/steps/0: PUT as given, to \"A\"", "     \"A\": 200"));
}

}  // namespace
}  // namespace hookline
