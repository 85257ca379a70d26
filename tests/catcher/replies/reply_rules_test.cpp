#include "catcher/replies/reply_rules.h"

#include "tests/support/made_capture.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

std::string refusal_of(std::string_view text) {
  try {
    parse_reply_rules(text);
  } catch (const ReplyRulesError& refused) {
    return refused.what();
  }
  return "";
}

void set(ReplyRules& rules, std::string_view text) {
  rules.set(parse_reply_rules(text));
}

const Capture kPost = form_capture("/orders/1", "type=sale&email=a%40b.c");

TEST(ReplyRules, LeaveTheAnswerToTheCatcherWhereThereAreNone) {
  ReplyRules rules;
  const auto reply = rules.reply_to(kPost);
  EXPECT_EQ(reply.status, 200);
  EXPECT_FALSE(reply.body);
  EXPECT_FALSE(reply.rule);
}

TEST(ReplyRules, SayEveryPartOfTheAnswer) {
  ReplyRules rules;
  set(rules, R"([{"match": {}, "reply": {"status": 503, "headers": {"Retry-After": "2"},
      "body": "later", "delay": "250ms", "fault": "half"}}])");
  const auto reply = rules.reply_to(kPost);
  EXPECT_EQ(reply.status, 503);
  ASSERT_THAT(reply.headers, SizeIs(1));
  EXPECT_EQ(reply.headers[0].name(), "Retry-After");
  EXPECT_EQ(reply.headers[0].value(), "2");
  EXPECT_EQ(reply.body, "later");
  EXPECT_EQ(reply.delay_ms, 250);
  EXPECT_EQ(reply.fault, ReplyFault::kHalf);
  EXPECT_EQ(reply.rule, 0u);
}

TEST(ReplyRules, DecideByTheFirstThatMatches) {
  ReplyRules rules;
  set(rules, R"([{"match": {"method": "GET"}, "reply": {"status": 201}},
                 {"match": {"path": "/orders/*"}, "reply": {"status": 202}},
                 {"reply": {"status": 203}}])");
  EXPECT_EQ(rules.reply_to(kPost).status, 202);
  EXPECT_EQ(rules.reply_to(kPost).rule, 1u);
  EXPECT_EQ(rules.reply_to(form_capture("/else", "")).status, 203);
}

TEST(ReplyRules, MatchByEveryFilter) {
  Capture capture = kPost;
  capture.channel = "zapier";
  for (const char* match :
       {R"({"method": "POST"})", R"({"path": "/orders/1"})", R"({"channel": "zapier"})",
        R"({"text": "SALE"})", R"({"form.email": "a@b.c"})", R"({"header.host": "127.0.0.1:8080"})",
        R"({"method": "POST", "form.type": "sale", "form.email": "a@b.c"})"}) {
    ReplyRules rules;
    set(rules, R"([{"match": )" + std::string(match) + R"(, "reply": {"status": 500}}])");
    EXPECT_EQ(rules.reply_to(capture).status, 500) << match;
    EXPECT_EQ(rules.reply_to(capture_of("GET / HTTP/1.1\r\n\r\n")).status, 200) << match;
  }
}

TEST(ReplyRules, PassOverARuleWhoseTimesAreUsedUp) {
  ReplyRules rules;
  set(rules, R"([{"reply": {"status": 500, "times": 2}}, {"reply": {"status": 201, "times": 1}}])");
  std::vector<int> statuses;
  for (int i = 0; i < 4; ++i) statuses.push_back(rules.reply_to(kPost).status);
  EXPECT_THAT(statuses, testing::ElementsAre(500, 500, 201, 200));
}

TEST(ReplyRules, CountTimesExactlyAcrossThreads) {
  ReplyRules rules;
  set(rules, R"([{"reply": {"status": 500, "times": 1000}}])");
  std::atomic<int> failed = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 500; ++n) failed += rules.reply_to(kPost).status == 500 ? 1 : 0;
    });
  }
  threads.clear();
  EXPECT_EQ(failed, 1000);
  EXPECT_EQ(rules.rules()[0].times, 0u);
  EXPECT_EQ(rules.rules()[0].answered, 1000u);
}

TEST(ReplyRules, CanBeReplacedWhileTheyAnswer) {
  ReplyRules rules;
  std::atomic<bool> done = false;
  std::jthread reader([&] {
    while (!done) {
      const auto reply = rules.reply_to(kPost);
      EXPECT_TRUE(reply.status == 200 || (reply.status == 503 && reply.body == "b"));
    }
  });
  for (int i = 0; i < 200; ++i) {
    set(rules, R"([{"reply": {"status": 503, "body": "b"}}])");
    rules.clear();
  }
  done = true;
}

TEST(ReplyRules, AreReadAgainFromWhatWasWritten) {
  const auto text = R"([{"match":{"method":"POST","path":"/a*","form.x[1]":"y","header.H":"v"},)"
                    R"("reply":{"status":429,"headers":[["A","1"],["A","2"]],"body":"ü\u0000",)"
                    R"("delay":"2s","fault":"drip","times":3},"answered":0},)"
                    R"({"match":{},"reply":{"status":200},"answered":0}])";
  const auto written = reply_rules_json(parse_reply_rules(text));
  EXPECT_EQ(nlohmann::json::parse(written), nlohmann::json::parse(text));
}

TEST(ReplyRules, ShowWhatIsLeftAndHowOftenEachAnswered) {
  ReplyRules rules;
  set(rules, R"([{"reply": {"times": 3}}])");
  rules.reply_to(kPost);
  const auto json = nlohmann::json::parse(reply_rules_json(rules.rules()));
  EXPECT_EQ(json[0]["reply"]["times"], 2);
  EXPECT_EQ(json[0]["answered"], 1);
}

TEST(ReplyRules, MayHaveComments) {
  EXPECT_THAT(parse_reply_rules("// none yet\n[]"), IsEmpty());
}

TEST(ReplyRules, KeepTheOrderOfHeadersInAList) {
  const auto rules = parse_reply_rules(R"([{"reply": {"headers": [["B","1"],["A","2"]]}}])");
  ASSERT_THAT(rules[0].headers, SizeIs(2));
  EXPECT_EQ(rules[0].headers[0].name(), "B");
}

TEST(ReplyRules, RefuseUnknownKeysWithTheirPlace) {
  EXPECT_THAT(refusal_of(R"([{"reply": {}}, {"replay": {}}])"),
              AllOf(StartsWith("/1/replay: "), HasSubstr("unknown key")));
  EXPECT_THAT(refusal_of(R"([{"reply": {"code": 200}}])"), StartsWith("/0/reply/code: "));
  EXPECT_THAT(refusal_of(R"([{"match": {"url": "/"}, "reply": {}}])"),
              AllOf(StartsWith("/0/match/url: "), HasSubstr("expected method, path")));
  EXPECT_THAT(refusal_of(R"([{"match": {"form.": "/"}, "reply": {}}])"),
              StartsWith("/0/match/form.: "));
  EXPECT_THAT(refusal_of(R"([{"match": {"a/b~": "/"}, "reply": {}}])"),
              StartsWith("/0/match/a~1b~0: "));
}

TEST(ReplyRules, RefuseWrongTypes) {
  EXPECT_THAT(refusal_of("{}"), HasSubstr("reply rules are a list, not object"));
  EXPECT_THAT(refusal_of("[1]"), StartsWith("/0: a rule is an object"));
  EXPECT_THAT(refusal_of(R"([{"match": [], "reply": {}}])"), StartsWith("/0/match: "));
  EXPECT_THAT(refusal_of(R"([{"match": {"path": 1}, "reply": {}}])"),
              StartsWith("/0/match/path: "));
  EXPECT_THAT(refusal_of(R"([{"reply": 500}])"), StartsWith("/0/reply: "));
  EXPECT_THAT(refusal_of(R"([{"reply": {"body": {}}}])"), StartsWith("/0/reply/body: "));
  EXPECT_THAT(refusal_of(R"([{"reply": {"headers": "a"}}])"), StartsWith("/0/reply/headers: "));
  EXPECT_THAT(refusal_of(R"([{"reply": {"headers": [["a"]]}}])"),
              StartsWith("/0/reply/headers/0: "));
  EXPECT_THAT(refusal_of(R"([{"reply": {"times": -1}}])"), StartsWith("/0/reply/times: "));
  EXPECT_THAT(refusal_of(R"([{"reply": {"times": "2"}}])"), StartsWith("/0/reply/times: "));
  EXPECT_THAT(refusal_of("[{}]"), AllOf(StartsWith("/0: "), HasSubstr("no \"reply\"")));
}

TEST(ReplyRules, RefuseStatusesThatAreNoAnswer) {
  for (const char* status : {"199", "600", "0", "-200", "200.5", "\"200\"", "null", "1e400"}) {
    EXPECT_NE(refusal_of(R"([{"reply": {"status": )" + std::string(status) + "}}]"), "") << status;
  }
  EXPECT_THAT(refusal_of(R"([{"reply": {"status": 100}}])"),
              AllOf(StartsWith("/0/reply/status: "), HasSubstr("200 to 599")));
}

TEST(ReplyRules, RefuseHeadersThatWouldSplitTheAnswer) {
  EXPECT_THAT(refusal_of(R"([{"reply": {"headers": {"A": "x\r\nSet-Cookie: y"}}}])"),
              AllOf(StartsWith("/0/reply/headers/A: "), HasSubstr("0x0d")));
  EXPECT_THAT(refusal_of(R"([{"reply": {"headers": {"A B": "x"}}}])"), HasSubstr("0x20"));
}

TEST(ReplyRules, RefuseUnknownFaultsAndOddDelays) {
  EXPECT_THAT(refusal_of(R"([{"reply": {"fault": "explode"}}])"),
              AllOf(StartsWith("/0/reply/fault: "), HasSubstr("close, reset, half or drip")));
  EXPECT_THAT(refusal_of(R"([{"reply": {"delay": "soon"}}])"), StartsWith("/0/reply/delay: "));
  EXPECT_THAT(refusal_of(R"([{"reply": {"delay": 250}}])"), StartsWith("/0/reply/delay: "));
}

TEST(ReplyRules, RefuseAKeyThatStandsTwice) {
  EXPECT_THAT(refusal_of(R"([{"reply": {"status": 200, "status": 500}}])"),
              HasSubstr("\"status\" stands twice"));
}

TEST(ReplyRules, RefuseWhatIsNoJsonWithThePlace) {
  EXPECT_THAT(refusal_of("[{\"reply\": \n}]"), AllOf(HasSubstr("not JSON"), HasSubstr("line 2")));
  EXPECT_THAT(refusal_of(""), HasSubstr("not JSON"));
  EXPECT_THAT(refusal_of("[\"\xff\"]"), HasSubstr("not JSON"));
}

TEST(ReplyRules, RefuseTooMany) {
  std::string text = "[";
  for (int i = 0; i < 1001; ++i) text += i == 0 ? R"({"reply":{}})" : R"(,{"reply":{}})";
  EXPECT_THAT(refusal_of(text + "]"), HasSubstr("1001 rules"));
}

}  // namespace
}  // namespace hookline
