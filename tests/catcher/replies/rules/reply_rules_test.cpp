#include "catcher/replies/rules/reply_rules.h"

#include "catcher/replies/reply_chance.h"
#include "catcher/replies/request_limiter.h"
#include "tests/support/made_capture.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::SizeIs;

void set(ReplyRules& rules, std::string_view text) {
  rules.set(parse_reply_rules(text));
}

const std::chrono::steady_clock::time_point kStart{std::chrono::hours(1)};
const Capture kPost = form_capture("/orders/1", "type=sale&email=a%40b.c");

TEST(ReplyRules, LeaveTheAnswerToTheCatcherWhereThereAreNone) {
  ReplyRules rules;
  const auto reply = rules.reply_to(kPost, kStart);
  EXPECT_EQ(reply.status, 200);
  EXPECT_FALSE(reply.body);
  EXPECT_FALSE(reply.rule);
}

TEST(ReplyRules, SayEveryPartOfTheAnswer) {
  ReplyRules rules;
  set(rules, R"([{"match": {}, "reply": {"status": 503, "headers": {"Retry-After": "2"},
      "body": "later", "delay": "250ms", "fault": "half"}}])");
  const auto reply = rules.reply_to(kPost, kStart);
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
  EXPECT_EQ(rules.reply_to(kPost, kStart).status, 202);
  EXPECT_EQ(rules.reply_to(kPost, kStart).rule, 1u);
  EXPECT_EQ(rules.reply_to(form_capture("/else", ""), kStart).status, 203);
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
    EXPECT_EQ(rules.reply_to(capture, kStart).status, 500) << match;
    EXPECT_EQ(rules.reply_to(capture_of("GET / HTTP/1.1\r\n\r\n"), kStart).status, 200) << match;
  }
}

TEST(ReplyRules, PassOverARuleWhoseTimesAreUsedUp) {
  ReplyRules rules;
  set(rules, R"([{"reply": {"status": 500, "times": 2}}, {"reply": {"status": 201, "times": 1}}])");
  std::vector<int> statuses;
  for (int i = 0; i < 4; ++i) statuses.push_back(rules.reply_to(kPost, kStart).status);
  EXPECT_THAT(statuses, ElementsAre(500, 500, 201, 200));
}

TEST(ReplyRules, CountTimesExactlyAcrossThreads) {
  ReplyRules rules;
  set(rules, R"([{"reply": {"status": 500, "times": 1000}}])");
  std::atomic<int> failed = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 500; ++n) failed += rules.reply_to(kPost, kStart).status == 500 ? 1 : 0;
    });
  }
  threads.clear();
  EXPECT_EQ(failed, 1000);
  EXPECT_EQ(rules.rules()[0].steps[0].times, 0u);
  EXPECT_EQ(rules.rules()[0].answered, 1000u);
}

TEST(ReplyRules, CanBeReplacedWhileTheyAnswer) {
  ReplyRules rules;
  std::atomic<bool> done = false;
  std::jthread reader([&] {
    while (!done) {
      const auto reply = rules.reply_to(kPost, kStart);
      EXPECT_TRUE(reply.status == 200 || (reply.status == 503 && reply.body == "b"));
    }
  });
  for (int i = 0; i < 200; ++i) {
    set(rules, R"([{"reply": {"status": 503, "body": "b"}}])");
    rules.clear();
  }
  done = true;
}

TEST(ReplyRules, ShowWhatIsLeftAndHowOftenEachAnswered) {
  ReplyRules rules;
  set(rules, R"([{"reply": {"times": 3}}])");
  rules.reply_to(kPost, kStart);
  const auto json = nlohmann::json::parse(reply_rules_json(rules.rules()));
  EXPECT_EQ(json[0]["reply"]["times"], 2);
  EXPECT_EQ(json[0]["answered"], 1);
}

TEST(ReplyRules, SayHowOftenAStepMightAnswerAtFirstAlsoOnceTheyAreReadAgain) {
  ReplyRules rules;
  set(rules, R"([{"reply": [{"status": 503, "times": 2}, {"status": 200}]}])");
  EXPECT_FALSE(
      nlohmann::json::parse(reply_rules_json(rules.rules()))[0]["reply"][0].contains("of"));
  for (const int left : {1, 0}) {
    rules.reply_to(kPost, kStart);
    const std::string written = reply_rules_json(rules.rules());
    const auto step = nlohmann::json::parse(written)[0]["reply"][0];
    EXPECT_EQ(step["times"], left);
    EXPECT_EQ(step["of"], 2);
    set(rules, written);
  }
}

/// The statuses of so many answers to the same request.
std::vector<int> statuses_of(ReplyRules& rules, int count) {
  std::vector<int> statuses;
  for (int i = 0; i < count; ++i) statuses.push_back(rules.reply_to(kPost, kStart).status);
  return statuses;
}

std::string header_of(const ReplyDecision& decision, std::string_view name) {
  for (const HeaderField& header : decision.headers) {
    if (header.name() == name) return header.value();
  }
  return "none";
}

TEST(ReplySequence, GivesItsStepsInTurnAndTheLastForEver) {
  ReplyRules rules;
  set(rules, R"([{"reply": [{"status": 500, "times": 2}, {"status": 503}, {"status": 201}]}])");
  EXPECT_THAT(statuses_of(rules, 6), ElementsAre(500, 500, 503, 201, 201, 201));
}

TEST(ReplySequence, PassesOnWhenItsLastStepIsUsedUp) {
  ReplyRules rules;
  set(rules, R"([{"reply": [{"status": 500}, {"status": 503, "times": 2}]},
                 {"reply": {"status": 201}}])");
  EXPECT_THAT(statuses_of(rules, 5), ElementsAre(500, 503, 503, 201, 201));
}

TEST(ReplySequence, SkipsStepsWithoutTimes) {
  ReplyRules rules;
  set(rules, R"([{"reply": [{"status": 500, "times": 0}, {"status": 503}, {"status": 200,
                             "times": 0}]}])");
  EXPECT_THAT(statuses_of(rules, 3), ElementsAre(503, 200, 200));
  EXPECT_EQ(rules.rules()[0].answered, 1u);
}

TEST(ReplySequence, GoesOnWhereItWasWhenWhatIsShownIsSetAgain) {
  ReplyRules rules;
  set(rules, R"([{"reply": [{"status": 500, "times": 2}, {"status": 503}, {"status": 201}]}])");
  statuses_of(rules, 1);
  set(rules, reply_rules_json(rules.rules()));
  EXPECT_THAT(statuses_of(rules, 4), ElementsAre(500, 503, 201, 201));
}

TEST(ReplySequence, GivesEachStepItsTimesAcrossThreads) {
  ReplyRules rules;
  set(rules, R"([{"reply": [{"status": 500, "times": 300}, {"status": 503, "times": 500},
                            {"status": 201}]}])");
  std::atomic<int> of_500 = 0;
  std::atomic<int> of_503 = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (const int status : statuses_of(rules, 300)) {
        of_500 += status == 500 ? 1 : 0;
        of_503 += status == 503 ? 1 : 0;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(of_500, 300);
  EXPECT_EQ(of_503, 500);
  EXPECT_EQ(rules.rules()[0].answered, 1200u);
}

TEST(ReplyChance, DrawsTheSameForTheSameSeedAndAnotherForAnother) {
  const auto drawn_by = [](std::uint64_t seed) {
    ReplyRules rules({.seed = seed});
    set(rules, R"([{"percent": 50, "reply": {"status": 500}}])");
    return statuses_of(rules, 64);
  };
  EXPECT_EQ(drawn_by(7), drawn_by(7));
  EXPECT_NE(drawn_by(7), drawn_by(8));
}

TEST(ReplyChance, ShowsTheSeedThatDrawsTheSameAgain) {
  ReplyRules first({.seed = 7});
  set(first, R"([{"reply": {"times": 0}}, {"percent": 30, "reply": {"status": 500}}])");
  const auto shown = reply_rules_json(first.rules());
  ReplyRules second({.seed = 8});
  set(second, shown);
  EXPECT_EQ(reply_rules_json(second.rules()), shown);
  EXPECT_EQ(statuses_of(first, 64), statuses_of(second, 64));
}

TEST(ReplyChance, HitsAsOftenAsItSays) {
  for (const double percent : {0.5, 10.0, 50.0, 99.0}) {
    int hits = 0;
    for (std::uint64_t draw = 0; draw < 100'000; ++draw) hits += is_drawn(42, draw, percent);
    EXPECT_NEAR(hits / 1000.0, percent, 0.6);
  }
}

TEST(ReplyChance, IsNeverAt0AndAlwaysAt100) {
  for (std::uint64_t draw = 0; draw < 10'000; ++draw) {
    EXPECT_FALSE(is_drawn(draw, draw, 0));
    EXPECT_TRUE(is_drawn(draw, draw, 100));
  }
}

TEST(ReplyChance, IsDrawnByEachRuleForItself) {
  ReplyRules rules;
  set(rules,
      R"([{"percent": 50, "reply": {"status": 500}}, {"percent": 50, "reply": {"status": 503}}])");
  const auto statuses = statuses_of(rules, 1000);
  EXPECT_NEAR(std::count(statuses.begin(), statuses.end(), 500), 500, 100);
  EXPECT_NEAR(std::count(statuses.begin(), statuses.end(), 503), 250, 100);
  EXPECT_NEAR(std::count(statuses.begin(), statuses.end(), 200), 250, 100);
  EXPECT_NE(rules.rules()[0].seed, rules.rules()[1].seed);
}

TEST(ReplyChance, IsDrawnOnlyForWhatMatches) {
  ReplyRules rules;
  set(rules, R"([{"match": {"path": "/a"}, "percent": 50, "reply": {"status": 500}}])");
  ReplyRules disturbed;
  set(disturbed, R"([{"match": {"path": "/a"}, "percent": 50, "reply": {"status": 500}}])");
  for (int i = 0; i < 64; ++i) {
    disturbed.reply_to(kPost, kStart);
    const Capture capture = form_capture("/a", "");
    EXPECT_EQ(rules.reply_to(capture, kStart).status, disturbed.reply_to(capture, kStart).status);
  }
}

TEST(ReplyLimit, Answers429WithRetryAfterOnceItIsReached) {
  ReplyRules rules;
  set(rules, R"([{"limit": {"requests": 2, "per": "10s"}, "reply": {"status": 201}}])");
  EXPECT_EQ(rules.reply_to(kPost, kStart).status, 201);
  EXPECT_EQ(rules.reply_to(kPost, kStart + seconds(4)).status, 201);
  const auto over = rules.reply_to(kPost, kStart + milliseconds(4500));
  EXPECT_EQ(over.status, 429);
  EXPECT_EQ(header_of(over, "Retry-After"), "6");
  EXPECT_EQ(over.rule, 0u);
  EXPECT_EQ(over.body, "over the limit of 2 requests per 10s; try again in 6 s\n");
}

TEST(ReplyLimit, LetsThroughWhoHeedsRetryAfter) {
  ReplyRules rules;
  set(rules, R"([{"limit": {"requests": 3, "per": "1500ms"}, "reply": {"status": 201}}])");
  auto now = kStart;
  int passed = 0;
  for (int i = 0; i < 50; ++i) {
    const auto reply = rules.reply_to(kPost, now);
    if (reply.status == 201) {
      ++passed;
      continue;
    }
    now += seconds(std::stoi(header_of(reply, "Retry-After")));
    EXPECT_EQ(rules.reply_to(kPost, now).status, 201);
  }
  EXPECT_GT(passed, 20);
}

TEST(ReplyLimit, UsesUpNeitherTimesNorSteps) {
  ReplyRules rules;
  set(rules,
      R"([{"limit": {"requests": 1, "per": "1s"}, "reply": [{"status": 500}, {"status": 201}]}])");
  EXPECT_THAT(statuses_of(rules, 3), ElementsAre(500, 429, 429));
  EXPECT_EQ(rules.reply_to(kPost, kStart + seconds(1)).status, 201);
  EXPECT_EQ(rules.rules()[0].answered, 2u);
  EXPECT_EQ(rules.rules()[0].limited, 2u);
}

TEST(ReplyLimit, EndsWithTheTimesOfItsRule) {
  ReplyRules rules;
  set(rules, R"([{"limit": {"requests": 1, "per": "1m"}, "reply": {"status": 201, "times": 1}}])");
  EXPECT_THAT(statuses_of(rules, 3), ElementsAre(201, 200, 200));
}

TEST(ReplyLimit, CountsOnlyWhatItsRuleMatches) {
  ReplyRules rules;
  set(rules, R"([{"match": {"path": "/a"}, "limit": {"requests": 1, "per": "1m"}, "reply": {}}])");
  EXPECT_THAT(statuses_of(rules, 3), ElementsAre(200, 200, 200));
  EXPECT_EQ(rules.reply_to(form_capture("/a", ""), kStart).status, 200);
  EXPECT_EQ(rules.reply_to(form_capture("/a", ""), kStart).status, 429);
}

TEST(RequestLimiter, NeverLetsMoreThroughInAnyStretch) {
  RequestLimiter limiter({.requests = 5, .per_ms = 100});
  std::vector<std::chrono::steady_clock::time_point> passed;
  auto now = kStart;
  for (int i = 0; i < 5000; ++i) {
    now += milliseconds(i * 7 % 31);
    if (limiter.pass(now) == milliseconds(0)) passed.push_back(now);
  }
  EXPECT_GT(passed.size(), 2000u);
  for (std::size_t i = 5; i < passed.size(); ++i) {
    EXPECT_GE(passed[i] - passed[i - 5], milliseconds(100));
  }
}

TEST(RequestLimiter, SaysExactlyHowLongToWait) {
  RequestLimiter limiter({.requests = 2, .per_ms = 1000});
  EXPECT_EQ(limiter.pass(kStart), milliseconds(0));
  EXPECT_EQ(limiter.pass(kStart + milliseconds(300)), milliseconds(0));
  EXPECT_EQ(limiter.pass(kStart + milliseconds(999)), milliseconds(1));
  EXPECT_EQ(limiter.pass(kStart + milliseconds(1000)), milliseconds(0));
  EXPECT_EQ(limiter.pass(kStart + milliseconds(1000)), milliseconds(300));
}

TEST(RequestLimiter, BearsAClockThatThreadsReadInAnotherOrder) {
  RequestLimiter limiter({.requests = 1, .per_ms = 1000});
  EXPECT_EQ(limiter.pass(kStart + milliseconds(10)), milliseconds(0));
  EXPECT_EQ(limiter.pass(kStart), milliseconds(1000));
}

TEST(ReplyRules, FillTemplatesFromTheRequest) {
  ReplyRules rules;
  set(rules,
      R"([{"reply": {"template": true, "status": 201, "body": "{{method}} #{{id}} {{form.email}}",
                 "headers": [["Location", "/orders/{{id}}?of={{form.type}}&again={{id}}"]]}}])");
  auto reply = rules.reply_to(kPost, kStart);
  reply.put_id(1234567);
  EXPECT_EQ(reply.body, "POST #1234567 a@b.c");
  EXPECT_EQ(header_of(reply, "Location"), "/orders/1234567?of=sale&again=1234567");
}

TEST(ReplyRules, LeaveBracesAloneWithoutTemplate) {
  ReplyRules rules;
  set(rules, R"([{"reply": {"body": "{{id}} {{nonsense"}}])");
  auto reply = rules.reply_to(kPost, kStart);
  reply.put_id(5);
  EXPECT_EQ(reply.body, "{{id}} {{nonsense");
}

TEST(ReplyRules, GoBeforeThePath) {
  ReplyRules rules({.by_path = true});
  set(rules, R"([{"match": {"method": "GET"}, "reply": {"status": 201}}])");
  EXPECT_EQ(rules.reply_to(capture_of("GET /status/503 HTTP/1.1\r\n\r\n"), kStart).status, 201);
  const auto reply = rules.reply_to(form_capture("/status/503?x=/status/500", ""), kStart);
  EXPECT_EQ(reply.status, 503);
  EXPECT_FALSE(reply.rule);
  rules.clear();
  EXPECT_EQ(rules.reply_to(form_capture("/status/503", ""), kStart).status, 503);
}

TEST(ReplyRules, LeaveThePathAloneUnlessAsked) {
  ReplyRules rules;
  EXPECT_EQ(rules.reply_to(form_capture("/status/503", ""), kStart).status, 200);
}

}  // namespace
}  // namespace hookline
