#include "catcher/replies/cors.h"

#include "catcher/captures/views/preflight.h"
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

TEST(Cors, AnswersSoThatTheRequestFollows) {
  const auto reply = preflight_reply(capture_of(kQuestion));
  Capture capture = capture_of(kQuestion);
  capture.reply.status = reply.status;
  for (const HeaderField& header : reply.headers) {
    capture.reply.headers.push_back({header.name(), header.value()});
  }
  EXPECT_EQ(preflight_warning(capture), "");
}

TEST(Cors, SaysNothingToOthersOrWhereItIsOff) {
  EXPECT_TRUE(replied("POST / HTTP/1.1\r\n\r\n").headers.empty());
  EXPECT_TRUE(replied(kQuestion, "[]", false).headers.empty());
  EXPECT_EQ(replied(kQuestion, "[]", false).status, 200);
}

}  // namespace
}  // namespace hookline
