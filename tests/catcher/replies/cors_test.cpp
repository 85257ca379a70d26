#include "catcher/replies/cors.h"

#include "catcher/replies/rules/reply_rules.h"
#include "tests/support/made_capture.h"

#include <chrono>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

constexpr std::string_view kQuestion =
    "OPTIONS /hook HTTP/1.1\r\nHost: h\r\nOrigin: http://localhost:5173\r\n"
    "Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: "
    "content-type,x-key\r\n\r\n";

std::string header_in(const ReplyDecision& decision, std::string_view name) {
  std::string values;
  for (const HeaderField& header : decision.headers) {
    if (equals_ignoring_case(header.name(), name)) values += header.value() + "|";
  }
  return values;
}

ReplyDecision replied(std::string_view raw, const char* rules = "[]", bool cors = true) {
  ReplyRules replies({.cors = cors});
  replies.set(parse_reply_rules(rules));
  return replies.reply_to(capture_of(raw), std::chrono::steady_clock::now());
}

TEST(Cors, KnowsTheQuestionBeforeARequest) {
  EXPECT_TRUE(is_preflight(capture_of(kQuestion)));
  EXPECT_FALSE(is_preflight(capture_of("OPTIONS / HTTP/1.1\r\nOrigin: http://a\r\n\r\n")));
  EXPECT_FALSE(is_preflight(capture_of("OPTIONS * HTTP/1.1\r\n\r\n")));
  EXPECT_FALSE(is_preflight(
      capture_of("POST / HTTP/1.1\r\nOrigin: a\r\nAccess-Control-Request-Method: PUT\r\n\r\n")));
}

TEST(Cors, AllowsWhatTheQuestionAsksFor) {
  const auto reply = replied(kQuestion);
  EXPECT_EQ(reply.status, 204);
  EXPECT_TRUE(reply.is_asked_for());
  EXPECT_EQ(header_in(reply, "Access-Control-Allow-Origin"), "http://localhost:5173|");
  EXPECT_EQ(header_in(reply, "Access-Control-Allow-Methods"), "PUT|");
  EXPECT_EQ(header_in(reply, "Access-Control-Allow-Headers"), "content-type,x-key|");
  EXPECT_EQ(header_in(reply, "Access-Control-Allow-Credentials"), "true|");
  EXPECT_EQ(header_in(reply, "Vary"), "Origin|");
  EXPECT_EQ(header_in(reply, "Access-Control-Allow-Private-Network"), "");
}

TEST(Cors, AnswersTheQuestionBeforeAnyRule) {
  EXPECT_EQ(replied(kQuestion, R"([{"reply": {"status": 503, "times": 1}}])").status, 204);
}

TEST(Cors, LetsScriptsReadEveryAnswer) {
  const char* post = "POST / HTTP/1.1\r\nOrigin: null\r\n\r\n";
  EXPECT_EQ(header_in(replied(post), "Access-Control-Allow-Origin"), "null|");
  const auto by_rule = replied(post, R"([{"reply": {"status": 503, "headers": {"A": "b"}}}])");
  EXPECT_EQ(by_rule.status, 503);
  EXPECT_EQ(header_in(by_rule, "Access-Control-Allow-Origin"), "null|");
  EXPECT_EQ(by_rule.headers.front().name(), "A");
}

TEST(Cors, LeavesARuleItsOwnWord) {
  const auto reply = replied("POST / HTTP/1.1\r\nOrigin: http://a\r\n\r\n",
                             R"([{"reply": {"headers": {"access-control-allow-origin": "*"}}}])");
  EXPECT_EQ(header_in(reply, "Access-Control-Allow-Origin"), "*|");
  EXPECT_EQ(header_in(reply, "Vary"), "");
}

std::string warning(int status, Headers headers, std::string_view question = kQuestion) {
  Capture capture = capture_of(question);
  capture.reply = {status, std::move(headers), 0, ""};
  return preflight_warning(capture);
}

TEST(Cors, SaysWhyNoRequestFollowsAQuestion) {
  EXPECT_EQ(warning(200, {}),
            "a browser asked whether a script of http://localhost:5173 may send a PUT (a CORS "
            "preflight), and sends none: the answer has no Access-Control-Allow-Origin; start the "
            "catcher with --cors, or answer OPTIONS with Access-Control-Allow-Origin, -Methods and "
            "-Headers");
  const Header origin{"access-control-allow-origin", "http://localhost:5173"};
  const Header methods{"Access-Control-Allow-Methods", "GET, put"};
  const Header headers{"Access-Control-Allow-Headers", "X-Key, Content-Type"};
  EXPECT_THAT(warning(503, {origin, methods, headers}), testing::HasSubstr("a 503 and no 2xx"));
  EXPECT_THAT(warning(200, {{"Access-Control-Allow-Origin", "http://a"}}),
              testing::HasSubstr("Allow-Origin is http://a"));
  EXPECT_THAT(warning(200, {origin, headers}), testing::HasSubstr("doesn't name PUT"));
  EXPECT_THAT(warning(200, {origin, methods, {"Access-Control-Allow-Headers", "x-key"}}),
              testing::HasSubstr("doesn't name content-type"));
  EXPECT_EQ(warning(204, {origin, methods, headers}), "");
}

TEST(Cors, WarnsOfNothingElse) {
  EXPECT_EQ(warning(0, {}), "");
  EXPECT_EQ(warning(200, {}, "OPTIONS / HTTP/1.1\r\n\r\n"), "");
  EXPECT_EQ(warning(200, {}, "POST / HTTP/1.1\r\nOrigin: a\r\n\r\n"), "");
  const auto reply = preflight_reply(capture_of(kQuestion));
  Headers given;
  for (const HeaderField& header : reply.headers) given.push_back({header.name(), header.value()});
  EXPECT_EQ(warning(reply.status, given), "");
}

TEST(Cors, SaysNothingToOthersOrWhereItIsOff) {
  EXPECT_TRUE(replied("POST / HTTP/1.1\r\n\r\n").headers.empty());
  EXPECT_TRUE(replied(kQuestion, "[]", false).headers.empty());
  EXPECT_EQ(replied(kQuestion, "[]", false).status, 200);
}

}  // namespace
}  // namespace hookline
