#include "emitter/scenario/play/captures/endpoint.h"

#include "catcher/base/process/failure.h"
#include "emitter/scenario/format/files/scenario_loader.h"
#include "emitter/scenario/play/replay.h"
#include "tests/support/scripted_receiver.h"

#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;
using Connection = ScriptedReceiver::Connection;

/// Webhook A at the catcher; Jane opens three times.
Scenario scenario_of(const std::string& expect, const std::string& rest = "") {
  return load_scenario_text(fmt::format(R"({{"name": "x", "account": {{
          "contacts": [{{"id": 42, "email": "jane@example.com"}}],
          "webhooks": [{{"name": "A", "url": "{{catcher}}/a?b", "events": "all"}}]}},
          "steps": [{{"event": "open", "contact": 42, "repeat": 3}}],
          "timeout": "1s", "expect": [{}]{}}})",
                                        expect, rest),
                            "x.json");
}

std::vector<Mismatch> failures_of(const Scenario& scenario, const std::string& endpoint_url) {
  const auto catcher = start_local_captures({endpoint_url, {}, 6000});
  ReplayOptions options;
  options.has_endpoint = true;
  return replay(std::span(&scenario, 1), *catcher, options).scenarios.at(0).failures;
}

constexpr const char* kThree = R"({"webhook": "A", "count": 3, "fields": {"type": "open"}})";

TEST(Endpoint, GetsWhatIsCaughtAndItsAnswerCounts) {
  ScriptedReceiver endpoint(answering(plain_answer(204)));
  EXPECT_THAT(failures_of(scenario_of(R"({"webhook": "A", "count": 3, "status": 204,
                                          "fields": {"type": "open"}})"),
                          endpoint.url("/hook")),
              IsEmpty());
  const auto requests = endpoint.requests();
  ASSERT_THAT(requests, SizeIs(3));
  EXPECT_THAT(requests[0], StartsWith("POST /hook HTTP/1.1\r\n"));
  EXPECT_THAT(requests[0], HasSubstr("\r\nHookline-Delivery: "));
  EXPECT_THAT(requests[0], HasSubstr("type=open"));
}

TEST(Endpoint, KeepsTheWebhooksPathWhereItHasNone) {
  ScriptedReceiver endpoint(answering(plain_answer(200)));
  EXPECT_THAT(failures_of(scenario_of(kThree), endpoint.url("")), IsEmpty());
  EXPECT_THAT(endpoint.requests().at(0), StartsWith("POST /a?b HTTP/1.1\r\n"));
}

TEST(Endpoint, AnAnswerOf410SwitchesTheWebhookOff) {
  ScriptedReceiver endpoint(answering(plain_answer(410)));
  EXPECT_THAT(
      failures_of(scenario_of(R"({"webhook": "A", "count": 1, "active": false})"), endpoint.url()),
      IsEmpty());
  EXPECT_THAT(endpoint.requests(), SizeIs(1));
}

TEST(Endpoint, FailsAScenarioWhereItRefusesADelivery) {
  ScriptedReceiver endpoint(answering(plain_answer(500)));
  const auto failures = failures_of(scenario_of(kThree), endpoint.url());
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_EQ(failures[0],
            (Mismatch{"/account/webhooks/0", "A", "status", "2xx of the endpoint", "500", 1,
                      fmt::format("3 of 3 deliveries failed (3 × open: 500); the first: open of "
                                  "/steps/0, sent to {}; it answered 500, without a body",
                                  endpoint.url("/a?b"))}));
}

TEST(Endpoint, IsToldWithItsAnswersBodyAndWhatFailedHowOften) {
  ScriptedReceiver endpoint([](Connection& connection) {
    while (true) {
      const std::string request = connection.read_request();
      if (request.empty()) return;
      if (request.find("type=open") != std::string::npos) {
        connection.send("HTTP/1.1 422 Unprocessable\r\nContent-Length: 9\r\n\r\nno such\x1bx");
      } else {
        connection.send(plain_answer(200));
      }
    }
  });
  const auto failures = failures_of(load_scenario_text(R"({"name": "x", "account": {
          "contacts": [{"id": 42, "email": "jane@example.com"}],
          "webhooks": [{"name": "A", "url": "{catcher}/a", "events": "all"}]},
          "steps": [{"event": "update", "contact": 42, "repeat": 2},
                    {"event": "open", "contact": 42, "repeat": 2}],
          "expect": [{"webhook": "A", "count": 4}]})",
                                                       "x.json"),
                                    endpoint.url("/hook"));
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_EQ(failures[0].actual, "422");
  EXPECT_EQ(failures[0].capture, 3);
  EXPECT_EQ(failures[0].hint,
            fmt::format("2 of 4 deliveries failed (2 × open: 422); the first: open of /steps/1, "
                        "sent to {}; it answered 422, with the body: no such\x1bx",
                        endpoint.url("/hook")));
}

TEST(Endpoint, SaysOfARedirectThatItIsNotFollowed) {
  ScriptedReceiver endpoint(answering(plain_answer(302, "Location: /login\r\n")));
  const auto failures = failures_of(scenario_of(kThree), endpoint.url());
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_THAT(
      failures[0].hint,
      testing::EndsWith("answered 302, a redirect to /login, and redirects aren't followed; "
                        "give the address that it leads to"));
}

TEST(Endpoint, FailsAScenarioThatExpectsNothingOfTheWebhook) {
  ScriptedReceiver endpoint(answering(plain_answer(302, "Location: /there\r\n")));
  EXPECT_THAT(failures_of(scenario_of(""), endpoint.url()), SizeIs(1));
  EXPECT_THAT(endpoint.requests(), SizeIs(3)) << "redirects are not followed";
}

TEST(Endpoint, IsToldApartWhereItIsDown) {
  const auto port = unused_port();
  const auto failures = failures_of(scenario_of(kThree), fmt::format("http://127.0.0.1:{}/", port));
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_EQ(failures[0].actual, "no answer (502 in its place)");
  EXPECT_THAT(failures[0].hint,
              HasSubstr(fmt::format("; 127.0.0.1:{} refused the connection", port)));
}

TEST(Endpoint, ThatIsTooSlowIsTheSendersTimeout) {
  ScriptedReceiver endpoint([](Connection& connection) {
    connection.read_request();
    connection.read_to_end();
  });
  const auto failures = failures_of(load_scenario_text(R"({"name": "x", "account": {
          "contacts": [{"id": 42, "email": "jane@example.com"}],
          "webhooks": [{"name": "A", "url": "{catcher}/a", "events": "all"}]},
          "steps": [{"event": "open", "contact": 42}], "timeout": "200ms",
          "expect": [{"webhook": "A", "count": 1}]})",
                                                       "x.json"),
                                    endpoint.url());
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_EQ(failures[0].actual, "no answer (timeout)");
  EXPECT_THAT(failures[0].hint, HasSubstr("it took longer than the sender waits, which the "
                                          "scenario's \"timeout\" says"));
}

TEST(Endpoint, IsNotAskedWhereTheScenarioHasAReply) {
  ScriptedReceiver endpoint(answering(plain_answer(200)));
  EXPECT_THAT(failures_of(scenario_of(kThree, R"(, "replies": [{"reply": {"status": 500}}])"),
                          endpoint.url()),
              IsEmpty());
  EXPECT_EQ(endpoint.connections(), 0U);
}

TEST(Endpoint, ARefusalThatIsExpectedIsNone) {
  ScriptedReceiver endpoint(answering(plain_answer(500)));
  EXPECT_THAT(
      failures_of(scenario_of(R"({"webhook": "A", "count": 3, "status": 500})"), endpoint.url()),
      IsEmpty());
}

ExitCode code_of(const Endpoint& endpoint) {
  try {
    check_endpoint(endpoint);
  } catch (const Failure& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("--deliver-to"));
    return failure.code();
  }
  return ExitCode::kOk;
}

TEST(Endpoint, IsCheckedBeforeAnythingIsSent) {
  EXPECT_EQ(code_of({"", {}, 0}), ExitCode::kOk);
  EXPECT_EQ(code_of({"http://localhost:3000/hook?a=b", {}, 0}), ExitCode::kOk);
  EXPECT_EQ(code_of({"localhost:3000", {}, 0}), ExitCode::kUsage);
  EXPECT_EQ(code_of({"http://u:p@localhost", {}, 0}), ExitCode::kUsage);
  EXPECT_EQ(code_of({"http://hooks.example.com/x", {}, 0}), ExitCode::kCannotRun);
  EXPECT_EQ(code_of({"http://10.0.0.1/x", {}, 0}), ExitCode::kCannotRun);
  EXPECT_EQ(code_of({"http://hooks.example.com/x", {"hooks.example.com"}, 0}), ExitCode::kOk);
}

TEST(Endpoint, IsHeldToEachRequestOfAStepByItself) {
  ScriptedReceiver endpoint([](Connection& connection) {
    const std::string request = connection.read_request();
    connection.send(plain_answer(request.starts_with("PUT /good ") ? 200 : 500));
  });
  const Scenario scenario = load_scenario_text(R"({"name": "x", "account": {
      "webhooks": [{"name": "A", "url": "{catcher}", "events": "all"}]}, "steps": [
      {"webhook": "A", "request": {"method": "PUT", "target": "/good"}},
      {"webhook": "A", "request": {"target": "/bad"}, "repeat": 2},
      {"webhook": "A", "request": {"target": "/meant"}, "expect": {"status": 500}},
      {"webhook": "A", "request": {"target": "/worse"}, "expect": {"target": "/worse"}}],
      "expect": [{"webhook": "A", "count": 5}]})",
                                               "x.json");
  const auto failures = failures_of(scenario, endpoint.url(""));
  ASSERT_THAT(failures, SizeIs(2));
  EXPECT_EQ(failures[0].pointer, "/steps/1");
  EXPECT_EQ(failures[0].field, "status");
  EXPECT_EQ(failures[0].actual, "500");
  EXPECT_THAT(failures[0].hint,
              HasSubstr("2 of 2 deliveries failed (2 × the POST: 500); the first: the POST of "
                        "/steps/1, sent to "));
  EXPECT_EQ(failures[1].pointer, "/steps/3");
}

TEST(Endpoint, ThatIsDownIsNamedAlsoWhereAStatusOrAttemptsAreExpected) {
  const auto port = unused_port();
  const auto refused = HasSubstr(fmt::format(
      "the capture was sent to http://127.0.0.1:{0}/a?b; 127.0.0.1:{0} refused the connection",
      port));
  for (const char* expected : {R"("status": 410)", R"("attempts": [500])"}) {
    const auto failures =
        failures_of(scenario_of(fmt::format(R"({{"webhook": "A", {}}})", expected)),
                    fmt::format("http://127.0.0.1:{}/", port));
    ASSERT_THAT(failures, SizeIs(1)) << expected;
    EXPECT_THAT(failures[0].actual, HasSubstr("502"));
    EXPECT_THAT(failures[0].hint, refused) << expected;
  }
}

TEST(Endpoint, SaysWhatItAnsweredWhereAnotherStatusIsExpected) {
  ScriptedReceiver endpoint([](Connection& connection) {
    while (!connection.read_request().empty()) {
      connection.send("HTTP/1.1 500 Oops\r\nContent-Length: 5\r\n\r\nno db");
    }
  });
  const auto failures =
      failures_of(scenario_of(R"({"webhook": "A", "status": 200})"), endpoint.url("/hook"));
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_EQ(failures[0].hint,
            fmt::format("in 3 attempts; the capture was sent to {}, which answered with the body: "
                        "no db",
                        endpoint.url("/hook")));
}

}  // namespace
}  // namespace hookline
