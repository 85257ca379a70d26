#include "catcher/catching/answer_writer.h"

#include <string>

#include <gtest/gtest.h>

namespace hookline {
namespace {

TEST(AnswerWriter, WritesItsOwnAnswersAsItWritesARulesSameAnswer) {
  AnswerWriter writer;
  ReplyDecision rule;
  for (const bool keep_alive : {false, true}) {
    for (const std::string_view method : {"GET", "HEAD", "POST", ""}) {
      for (const std::size_t size : {0, 1, 9, 10, 31, 32, 33, 100}) {
        const std::string body(size, 'b');
        rule.body = body;
        EXPECT_EQ(writer.write({}, body, {method, keep_alive}),
                  writer.write(rule, "", {method, keep_alive}))
            << method << " " << size;
      }
    }
  }
}

TEST(AnswerWriter, SaysHowTheConnectionGoesOn) {
  AnswerWriter writer;
  EXPECT_NE(writer.write({}, "x", {"GET", false}).find("Connection: close\r\n"), std::string::npos);
  EXPECT_EQ(writer.write({}, "x", {"GET", true}).find("Connection: close\r\n"), std::string::npos);
}

std::string answer_with(std::vector<HeaderField> headers, AnswerWriter::Form form = {"GET", true}) {
  ReplyDecision rule;
  rule.headers = std::move(headers);
  rule.body = "x";
  return AnswerWriter().write(rule, "", form);
}

TEST(AnswerWriter, WritesHeadersInTheOrderGivenRepeatsAndCaseKept) {
  const auto answer =
      answer_with({{"X-b", "1"}, {"Set-Cookie", "b=2"}, {"A", ""}, {"set-cookie", "a=1"}});
  EXPECT_TRUE(
      answer.starts_with("HTTP/1.1 200 OK\r\nX-b: 1\r\nSet-Cookie: b=2\r\nA: \r\n"
                         "set-cookie: a=1\r\n"))
      << answer;
  EXPECT_TRUE(answer.ends_with("\r\n\r\nx")) << answer;
}

TEST(AnswerWriter, LeavesARulesOwnContentTypeInItsPlaceAlone) {
  const auto answer = answer_with({{"Z", "1"}, {"content-type", "application/json"}, {"A", "2"}});
  EXPECT_NE(answer.find("Z: 1\r\ncontent-type: application/json\r\nA: 2\r\n"), std::string::npos);
  EXPECT_EQ(answer.find("text/plain"), std::string::npos) << answer;
}

TEST(AnswerWriter, SaysItselfHowTheConnectionGoesOnWhateverARuleSays) {
  const auto answer = answer_with({{"Connection", "upgrade"}}, {"GET", false});
  EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos) << answer;
  EXPECT_EQ(answer.find("upgrade"), std::string::npos) << answer;
}

TEST(AnswerWriter, GivesARefusalItsStatus) {
  AnswerWriter writer;
  ReplyDecision refusal;
  refusal.status = 413;
  EXPECT_TRUE(writer.write(refusal, "x", {"GET", true}).starts_with("HTTP/1.1 413 "));
}

}  // namespace
}  // namespace hookline
