#include "catcher/base/http/message/answer_writer.h"

#include <string>

#include <gtest/gtest.h>

namespace hookline {
namespace {

Answer ok(Headers headers = {}) {
  return {.status = 200, .reason = "OK", .headers = std::move(headers), .body = "x"};
}

TEST(AnswerText, SaysHowLongTheBodyIsThatItIsTextAndHowTheConnectionGoesOn) {
  EXPECT_EQ(answer_text(ok(), "GET", true),
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Type: text/plain; "
            "charset=utf-8\r\nKeep-Alive: timeout=75, max=1000000\r\n\r\nx");
  EXPECT_EQ(answer_text(ok(), "GET", false),
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\nContent-Type: "
            "text/plain; charset=utf-8\r\n\r\nx");
}

TEST(AnswerText, WritesHeadersInTheOrderGivenRepeatsAndCaseKept) {
  const auto answer = answer_text(
      ok({{"X-b", "1"}, {"Set-Cookie", "b=2"}, {"A", ""}, {"set-cookie", "a=1"}}), "GET", true);
  EXPECT_TRUE(
      answer.starts_with("HTTP/1.1 200 OK\r\nX-b: 1\r\nSet-Cookie: b=2\r\nA: \r\n"
                         "set-cookie: a=1\r\n"))
      << answer;
  EXPECT_TRUE(answer.ends_with("\r\n\r\nx")) << answer;
}

TEST(AnswerText, LeavesAContentTypeOfItsOwnInItsPlaceAlone) {
  const auto answer =
      answer_text(ok({{"Z", "1"}, {"content-type", "application/json"}, {"A", "2"}}), "GET", true);
  EXPECT_NE(answer.find("Z: 1\r\ncontent-type: application/json\r\nA: 2\r\n"), std::string::npos);
  EXPECT_EQ(answer.find("text/plain"), std::string::npos) << answer;
}

TEST(AnswerText, LeavesALengthThatIsNotTrueAlone) {
  const auto answer = answer_text(ok({{"Content-Length", "7"}}), "GET", true);
  EXPECT_NE(answer.find("\r\nContent-Length: 7\r\n"), std::string::npos);
  EXPECT_EQ(answer.find("Content-Length: 1"), std::string::npos) << answer;
}

TEST(AnswerText, SaysItselfHowTheConnectionGoesOnWhateverTheAnswerSays) {
  const auto answer = answer_text(ok({{"Connection", "upgrade"}}), "GET", false);
  EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos) << answer;
  EXPECT_EQ(answer.find("upgrade"), std::string::npos) << answer;
}

TEST(AnswerText, HasNoBodyWhereNoneMayBe) {
  EXPECT_TRUE(answer_text(ok(), "HEAD", true).ends_with("\r\n\r\n"));
  EXPECT_NE(answer_text(ok(), "HEAD", true).find("Content-Length: 1\r\n"), std::string::npos);
  const std::string kept = "Keep-Alive: timeout=75, max=1000000\r\n\r\n";
  EXPECT_EQ(answer_text({.status = 204, .reason = "No Content", .body = "x"}, "GET", true),
            "HTTP/1.1 204 No Content\r\n" + kept);
  EXPECT_EQ(answer_text({.status = 205, .reason = "Reset Content", .body = "x"}, "GET", true),
            "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n" + kept);
}

TEST(ReasonOf, IsTheUsualOneOrWhatTheFirstDigitMeans) {
  EXPECT_EQ(reason_of(200), "OK");
  EXPECT_EQ(reason_of(418), "I'm a teapot");
  EXPECT_EQ(reason_of(511), "Network Authentication Required");
  EXPECT_EQ(reason_of(299), "Success");
  EXPECT_EQ(reason_of(399), "Redirection");
  EXPECT_EQ(reason_of(420), "Client Error");
  EXPECT_EQ(reason_of(599), "Server Error");
}

}  // namespace
}  // namespace hookline
