#include "catcher/relays/forwarded_answer.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::string_literals;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

OutgoingResult answered(int status, Headers headers, std::string body) {
  OutgoingResult result;
  result.outcome = Outcome::kAnswered;
  result.answer = {status, "Just So", std::move(headers), std::move(body)};
  return result;
}

OutgoingResult failed(Outcome outcome, std::string problem) {
  OutgoingResult result;
  result.outcome = outcome;
  result.problem = std::move(problem);
  return result;
}

TEST(ForwardedAnswer, IsTheAppsInOrderCaseAndRepeats) {
  const auto answer = forwarded_answer(
      answered(201,
               {{"X-B", "1"}, {"content-length", "4"}, {"set-cookie", "a"}, {"Set-Cookie", "b"}},
               std::string("a\0\xff\n", 4)),
      7, "POST", true);
  EXPECT_EQ(answer.bytes,
            "HTTP/1.1 201 Just So\r\nX-B: 1\r\ncontent-length: 4\r\nset-cookie: "
            "a\r\nSet-Cookie: b\r\n\r\na\0\xff\n"s);
  EXPECT_EQ(answer.reply.status, 201);
  EXPECT_EQ(answer.reply.headers.size(), 4U);
}

TEST(ForwardedAnswer, GivesABodyThatCameInChunksItsLength) {
  const auto answer = forwarded_answer(
      answered(200, {{"Transfer-Encoding", "chunked"}, {"Connection", "keep-alive"}, {"A", "b"}},
               "hello"),
      7, "POST", true);
  EXPECT_EQ(answer.bytes, "HTTP/1.1 200 Just So\r\nA: b\r\nContent-Length: 5\r\n\r\nhello");
}

TEST(ForwardedAnswer, LeavesOutWhatConnectionNames) {
  const auto answer =
      forwarded_answer(answered(200,
                                {{"X-Hop", "1"},
                                 {"Connection", "x-hop, content-length, set-cookie"},
                                 {"Set-Cookie", "a"},
                                 {"HTTP2-Settings", "b"},
                                 {"Content-Length", "5"}},
                                "hello"),
                       7, "POST", true);
  EXPECT_EQ(answer.bytes,
            "HTTP/1.1 200 Just So\r\nSet-Cookie: a\r\nContent-Length: 5\r\n\r\nhello");
}

TEST(ForwardedAnswer, NeverHasTwoLengths) {
  const auto answer = forwarded_answer(
      answered(200, {{"Content-Length", "2"}, {"Content-Length", "2"}}, "ok"), 7, "POST", true);
  EXPECT_EQ(answer.bytes, "HTTP/1.1 200 Just So\r\nContent-Length: 2\r\n\r\nok");
}

TEST(ForwardedAnswer, HasNoBodyWhereNoneMayBe) {
  EXPECT_EQ(
      forwarded_answer(answered(200, {{"Content-Length", "1000"}}, ""), 7, "HEAD", true).bytes,
      "HTTP/1.1 200 Just So\r\nContent-Length: 1000\r\n\r\n");
  EXPECT_EQ(forwarded_answer(answered(204, {{"A", "b"}}, ""), 7, "POST", true).bytes,
            "HTTP/1.1 204 Just So\r\nA: b\r\n\r\n");
  EXPECT_EQ(forwarded_answer(answered(304, {{"ETag", "x"}}, ""), 7, "GET", true).bytes,
            "HTTP/1.1 304 Just So\r\nETag: x\r\n\r\n");
  EXPECT_THAT(forwarded_answer(failed(Outcome::kRefused, "x"), 7, "HEAD", true).bytes,
              EndsWith("\r\n\r\n"));
}

TEST(ForwardedAnswer, SaysWhenItIsTheLastOfItsConnection) {
  EXPECT_THAT(forwarded_answer(answered(200, {}, "ok"), 7, "POST", false).bytes,
              HasSubstr("\r\nConnection: close\r\n\r\nok"));
}

TEST(ForwardedAnswer, IsABadGatewayWithTheReasonWhereNoAnswerCame) {
  const auto answer =
      forwarded_answer(failed(Outcome::kRefused, "127.0.0.1:3000 refused"), 7, "POST", true);
  EXPECT_EQ(answer.reply.status, 502);
  EXPECT_THAT(answer.bytes, StartsWith("HTTP/1.1 502 Bad Gateway\r\n"));
  EXPECT_THAT(answer.bytes,
              EndsWith("\r\n\r\nforwarding failed: 127.0.0.1:3000 refused\nThe request "
                       "is kept as capture 7.\n"));
  EXPECT_EQ(forwarded_answer(failed(Outcome::kTimeout, "x"), 7, "POST", true).reply.status, 504);
  EXPECT_EQ(forwarded_answer(failed(Outcome::kCancelled, "x"), 7, "POST", true).reply.status, 503);
}

}  // namespace
}  // namespace hookline
