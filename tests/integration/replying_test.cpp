#include "catcher/captures/capture.h"
#include "catcher/replies/rules/reply_rules.h"
#include "tests/support/raw_client.h"
#include "tests/support/running_catcher.h"
#include "tests/support/scripted_receiver.h"

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using Json = nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string post(const std::string& target, const std::string& headers = "",
                 const std::string& body = "a=b") {
  return "POST " + target + " HTTP/1.1\r\nHost: h\r\n" + headers +
         "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// What a catcher with one rule does, seen from the sender's socket.
class Replying : public testing::Test {
 protected:
  void put(const std::string& rules) { catcher_.call("PUT", "/api/replies", rules, 200); }
  /// Of one request with its own connection.
  std::string answer_to(const std::string& request) {
    RawClient client(catcher_->catching_url());
    client.send(request);
    return client.read_answer();
  }
  /// Of requests sent at once, all the bytes until the server ends the connection.
  std::string bytes_after(const std::string& requests) {
    RawClient client(catcher_->catching_url());
    client.send(requests);
    const std::string bytes = client.read_to_end();
    was_reset_ = client.was_reset();
    return bytes;
  }

  RunningCatcher catcher_;
  bool was_reset_ = false;
};

const std::string kLast = post("/last", "Connection: close\r\n");

TEST_F(Replying, GivesASequenceAndSaysWhichRuleAnswered) {
  put(R"([{"match": {"path": "/other"}, "reply": {}},
          {"match": {"path": "/hook"}, "reply": [{"status": 500, "times": 2}, {"status": 200}]}])");
  std::vector<int> statuses;
  for (int i = 0; i < 4; ++i) statuses.push_back(status_of_answer(answer_to(post("/hook"))));
  EXPECT_THAT(statuses, ElementsAre(500, 500, 200, 200));
  EXPECT_EQ(catcher_.get("/api/captures/1")["rule"], 1);
  EXPECT_EQ(catcher_.get("/api/captures/1")["reply"]["status"], 500);
  answer_to(post("/free"));
  EXPECT_FALSE(catcher_.get("/api/captures/5").contains("rule"));
}

TEST_F(Replying, KeepsWhatWasAnswered) {
  put(R"([{"match": {"path": "/made"}, "reply": {"body": "made {{id}}", "template": true}},
          {"match": {"path": "/own"}, "reply": {"status": 503}},
          {"match": {"path": "/long"}, "reply": {"body": ")" +
      std::string(20'000, 'x') + R"("}}])");
  for (const char* target : {"/made", "/own", "/long", "/free"}) answer_to(post(target));
  const auto body = [&](int id) {
    return catcher_.get(fmt::format("/api/captures/{}", id))["reply"]["body"];
  };
  EXPECT_EQ(body(1)["data"], "made {{id}}");
  EXPECT_EQ(body(2)["data"], "caught {{id}}\n");
  EXPECT_EQ(body(3)["size"], 20'000);
  EXPECT_EQ(body(3)["stored"], kReplyBodyMax);
  EXPECT_EQ(body(3)["truncated"], true);
  EXPECT_TRUE(body(4).is_null());
}

TEST_F(Replying, TakesBackWhatItShows) {
  put(R"([{"percent": 40, "limit": {"requests": 5, "per": "1m"}, "match": {"form.a": "b"},
           "reply": [{"status": 500, "times": 2}, {"body": "{{id}}", "template": true}]}])");
  const std::string shown = catcher_.get_text("/api/replies");
  EXPECT_TRUE(Json::parse(shown)[0]["seed"].is_number_unsigned());
  EXPECT_EQ(catcher_.call("PUT", "/api/replies", shown, 200), shown);
}

TEST_F(Replying, LeavesTheRulesAsTheyWereWhereNewOnesMakeNoSense) {
  put(R"([{"reply": {"status": 503}}])");
  for (const auto& [rules, place] : std::vector<std::pair<const char*, const char*>>{
           {R"([{"reply": []}])", "/0/reply: "},
           {R"([{"percent": 500, "reply": {}}])", "/0/percent: "},
           {R"([{"limit": {"requests": 1}, "reply": {}}])", "/0/limit: "},
           {R"([{"reply": {"template": true, "body": "{{x}}"}}])", "/0/reply/body: "},
           {R"([{"reply": {"headers": {"A": "b\r\nC: d"}}}])", "/0/reply/headers/A: "},
           {"null", "the body: must be an array, not null"},
           {"", "the body: is empty"}}) {
    const auto refused = Json::parse(catcher_.call("PUT", "/api/replies", rules, 400));
    EXPECT_THAT(refused["error"].get<std::string>(), StartsWith(place));
    EXPECT_THAT(refused["hint"].get<std::string>(), HasSubstr("still hold"));
  }
  EXPECT_EQ(status_of_answer(answer_to(post("/"))), 503);
}

TEST_F(Replying, LimitsRequestsAndSaysWhenToComeBack) {
  put(R"([{"limit": {"requests": 2, "per": "30s"}, "reply": {"status": 201}}])");
  RawClient client(catcher_->catching_url());
  std::string last;
  std::vector<int> statuses;
  for (int i = 0; i < 4; ++i) {
    client.send(post("/"));
    statuses.push_back(status_of_answer(last = client.read_answer()));
  }
  EXPECT_THAT(statuses, ElementsAre(201, 201, 429, 429));
  EXPECT_THAT(last, HasSubstr("Retry-After: 30\r\n"));
  EXPECT_EQ(catcher_.get("/api/captures/4")["rule"], 0);
  EXPECT_EQ(catcher_.get("/api/replies")[0]["limited"], 2);
}

TEST_F(Replying, LimitsExactlyHoweverManySendAtOnce) {
  put(R"([{"limit": {"requests": 50, "per": "10m"}, "reply": {"status": 201}}])");
  std::string requests;
  for (int i = 0; i < 100; ++i) requests += post("/");
  std::vector<std::jthread> senders;
  for (int i = 0; i < 4; ++i) {
    senders.emplace_back([&] {
      RawClient client(catcher_->catching_url());
      client.send(requests);
      for (int n = 0; n < 100; ++n) client.read_answer();
    });
  }
  senders.clear();
  EXPECT_EQ(catcher_.get("/api/captures?status=201&limit=1000")["captures"].size(), 50u);
  EXPECT_EQ(catcher_.get("/api/captures?status=429&limit=1000")["captures"].size(), 350u);
}

TEST_F(Replying, FillsTemplatesWithTheIdThatTheCaptureGot) {
  put(R"([{"reply": {"template": true, "status": 201,
           "headers": {"Location": "/orders/{{id}}", "Content-Type": "application/json"},
           "body": "{\"id\": {{id}}, \"name\": \"{{form.name}}\"}"}}])");
  answer_to(post("/"));
  const std::string answer = answer_to(post("/", "", "name=%22quoted%22%0a"));
  EXPECT_THAT(answer, HasSubstr("Location: /orders/2\r\n"));
  EXPECT_EQ(Json::parse(body_of_answer(answer)),
            Json::parse(R"({"id": 2, "name": "\"quoted\"\n"})"));
}

TEST_F(Replying, NeverLetsARequestAddAHeader) {
  put(R"([{"reply": {"template": true, "headers": {"X-Echo": "{{form.a}}"}, "body": ""}}])");
  const std::string answer = answer_to(post("/", "", "a=x%0d%0aSet-Cookie:%20y%0d%0a%0d%0abody"));
  EXPECT_THAT(answer, HasSubstr("X-Echo: x  Set-Cookie: y    body\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
}

TEST_F(Replying, SendsNoBodyWhereNoneMayBe) {
  for (const int status : {204, 304}) {
    put(R"([{"match": {"path": "/hook"}, "reply": {"body": "x", "status": )" +
        std::to_string(status) + "}}]");
    const std::string bytes = bytes_after(post("/hook") + kLast);
    EXPECT_THAT(bytes, StartsWith("HTTP/1.1 " + std::to_string(status)));
    EXPECT_THAT(bytes.substr(0, bytes.find("\r\n\r\n")), Not(HasSubstr("Content-Length")));
    EXPECT_THAT(bytes.substr(bytes.find("\r\n\r\n")), StartsWith("\r\n\r\nHTTP/1.1 200 OK\r\n"));
  }
  put(R"([{"match": {"path": "/hook"}, "reply": {"status": 205}}])");
  EXPECT_THAT(bytes_after(post("/hook") + kLast), HasSubstr("Content-Length: 0\r\n"));
}

TEST_F(Replying, NamesAStatusThatNobodyKnowsByItsClass) {
  put(R"([{"reply": [{"status": 299}, {"status": 599}, {"status": 500}]}])");
  EXPECT_THAT(answer_to(post("/")), StartsWith("HTTP/1.1 299 Success\r\n"));
  EXPECT_THAT(answer_to(post("/")), StartsWith("HTTP/1.1 599 Server Error\r\n"));
  EXPECT_THAT(answer_to(post("/")), StartsWith("HTTP/1.1 500 Internal Server Error\r\n"));
}

TEST_F(Replying, EndsTheConnectionWhereARulesHeaderSaysSo) {
  put(R"([{"match": {"path": "/hook"}, "reply": {"headers": {"Connection": "close"}}}])");
  const std::string bytes = bytes_after(post("/hook") + kLast);
  EXPECT_THAT(bytes, HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(bytes, EndsWith("\r\n\r\ncaught 1\n"));
}

TEST_F(Replying, ClosesWithoutAResetEvenWithMoreOnItsWay) {
  put(R"([{"match": {"path": "/hook"}, "reply": {"fault": "close"}}])");
  EXPECT_EQ(bytes_after(post("/hook") + std::string(1 << 20, 'x')), "");
  EXPECT_FALSE(was_reset_);
}

TEST_F(Replying, Resets) {
  put(R"([{"match": {"path": "/hook"}, "reply": {"fault": "reset"}}])");
  EXPECT_EQ(bytes_after(post("/hook")), "");
  EXPECT_TRUE(was_reset_);
}

TEST_F(Replying, BreaksOffInTheMiddleOfTheBody) {
  put(R"([{"match": {"path": "/hook"}, "reply": {"body": "0123456789", "fault": "half"}}])");
  const std::string bytes = bytes_after(post("/hook"));
  EXPECT_THAT(bytes, HasSubstr("Content-Length: 10\r\n"));
  EXPECT_THAT(bytes, EndsWith("\r\n\r\n01234"));
  EXPECT_FALSE(was_reset_);
}

TEST_F(Replying, BreaksOffInTheHeadWhereThereIsNoBody) {
  put(R"([{"match": {"path": "/hook"}, "reply": {"status": 204, "fault": "half"}}])");
  const std::string bytes = bytes_after(post("/hook"));
  EXPECT_THAT(bytes, StartsWith("HTTP/1.1 204"));
  EXPECT_THAT(bytes, Not(HasSubstr("\r\n\r\n")));
}

TEST_F(Replying, GoesOnWithTheConnectionAfterADrip) {
  put(R"([{"match": {"path": "/hook"}, "reply": {"status": 204, "fault": "drip"}}])");
  RawClient client(catcher_->catching_url());
  client.send(post("/hook"));
  EXPECT_EQ(client.read_until("H"), "H");  // a byte at a time
  client.read_until("\r\n\r\n");
  client.send(kLast);
  EXPECT_THAT(client.read_to_end(), EndsWith("caught 2\n"));
}

TEST_F(Replying, HoldsNobodyElseUpWhileItDelays) {
  put(R"([{"match": {"path": "/slow"}, "reply": {"delay": "10m"}}])");
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 20; ++i) {
    slow.push_back(std::make_unique<RawClient>(catcher_->catching_url()));
    slow.back()->send(post("/slow"));
  }
  for (int i = 0; i < 20; ++i) EXPECT_EQ(status_of_answer(answer_to(post("/fast"))), 200);
  EXPECT_EQ(catcher_.get("/api/wait?path=/slow&count=20&timeout=10s")["captures"].size(), 20u);
  EXPECT_EQ(catcher_.get("/api/captures?path=/slow")["captures"][0]["status"], 200);
  const auto start = std::chrono::steady_clock::now();
  catcher_.end();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST_F(Replying, DelaysFaultsToo) {
  put(R"([{"reply": {"delay": "40ms", "fault": "close"}}])");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(bytes_after(post("/")), "");
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(40));
}

TEST(ReplyingByPath, IsOffUnlessAskedFor) {
  RunningCatcher catcher;
  RawClient client(catcher->catching_url());
  client.send(post("/status/503"));
  EXPECT_EQ(status_of_answer(client.read_answer()), 200);
}

TEST(ReplyingByPath, TakesStatusAndDelayUnlessARuleMatches) {
  auto options = RunningCatcher::free_ports();
  options.path_replies = true;
  RunningCatcher catcher(options);
  catcher.call("PUT", "/api/replies",
               R"([{"match": {"path": "/ruled/*"}, "reply": {"status": 202}}])", 200);
  RawClient client(catcher->catching_url());
  const auto status_of = [&](const std::string& target) {
    client.send(post(target));
    return status_of_answer(client.read_answer());
  };
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(status_of("/hooks/status/503/delay/30ms"), 503);
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(30));
  EXPECT_EQ(catcher.last_capture().reply.delay_ms, 30);
  EXPECT_EQ(catcher.last_capture().reply.rule, std::nullopt);
  EXPECT_EQ(status_of("/ruled/status/503"), 202);
  EXPECT_EQ(status_of("/orders/status/shipped"), 200);
  EXPECT_EQ(status_of("/?to=/status/503"), 200);
  EXPECT_EQ(status_of("/status/204"), 204);
  EXPECT_EQ(status_of("/status/700"), 400);
  EXPECT_EQ(catcher.last_capture().reply.status, 400);
}

std::string question(std::string_view origin) {
  return fmt::format(
      "OPTIONS /hook HTTP/1.1\r\nHost: h\r\nOrigin: {}\r\nAccess-Control-Request-Method: "
      "POST\r\nAccess-Control-Request-Headers: content-type\r\n\r\n",
      origin);
}

TEST(ReplyingToScripts, AllowsThemToSendAndToReadWhereAsked) {
  auto options = RunningCatcher::free_ports();
  options.cors = true;
  RunningCatcher catcher(options);
  catcher->replies().set(
      parse_reply_rules(R"([{"reply": {"status": 503, "fault": "half", "times": 1}}])"));
  RawClient client(catcher->catching_url());
  client.send(question("http://a.example"));
  EXPECT_THAT(client.read_until("\r\n\r\n"),
              AllOf(StartsWith("HTTP/1.1 204 "),
                    HasSubstr("\r\nAccess-Control-Allow-Origin: http://a.example\r\n"),
                    HasSubstr("\r\nAccess-Control-Allow-Headers: content-type\r\n")));
  EXPECT_FALSE(catcher.get("/api/captures/1").contains("warnings"));
  catcher->replies().clear();
  client.send(post("/hook", "Origin: http://a.example\r\n"));
  EXPECT_THAT(client.read_answer(),
              AllOf(HasSubstr("\r\nAccess-Control-Allow-Origin: http://a.example\r\n"),
                    EndsWith("\r\n\r\ncaught 2\n")));
}

TEST(ReplyingToScripts, SaysWhyNoRequestFollowsWhereNotAsked) {
  RunningCatcher catcher;
  RawClient client(catcher->catching_url());
  client.send(question("http://a.example"));
  EXPECT_THAT(client.read_answer(), Not(HasSubstr("Access-Control")));
  EXPECT_THAT(catcher.get("/api/captures/1").at("warnings").at(0).get<std::string>(),
              HasSubstr("the answer has no Access-Control-Allow-Origin; start the catcher with "
                        "--cors"));
}

TEST(ReplyingToScripts, AddsToTheAppsAnswersWhatTheyLack) {
  ScriptedReceiver app(answering(plain_answer(201)));
  auto options = RunningCatcher::free_ports();
  options.cors = true;
  options.forward = app.url("/");
  RunningCatcher catcher(options);
  RawClient client(catcher->catching_url());
  client.send(question("http://a.example"));
  EXPECT_THAT(client.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 204 "));
  client.send(post("/hook", "Origin: http://a.example\r\n"));
  EXPECT_THAT(client.read_answer(),
              AllOf(StartsWith("HTTP/1.1 201 "),
                    HasSubstr("\r\nAccess-Control-Allow-Origin: http://a.example\r\n")));
  EXPECT_EQ(app.requests().size(), 1U);
}

TEST_F(Replying, SaysThatItsTextsAreUtf8) {
  put(R"([{"match": {"path": "/u"}, "reply": {"body": "ü"}},
          {"match": {"path": "/echo"}, "reply": {"body": "{{body}}", "template": true}}])");
  EXPECT_THAT(answer_to(post("/u")), HasSubstr("\r\nContent-Type: text/plain; charset=utf-8\r\n"));
  EXPECT_THAT(answer_to(post("/")), HasSubstr("\r\nContent-Type: text/plain; charset=utf-8\r\n"));
  EXPECT_THAT(answer_to(post("/echo", "", "\xfc")), HasSubstr("\r\nContent-Type: text/plain\r\n"));
}

}  // namespace
}  // namespace hookline::test
