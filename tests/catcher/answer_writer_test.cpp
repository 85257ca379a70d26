#include "catcher/answer_writer.h"

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

TEST(AnswerWriter, GivesARefusalItsStatus) {
  AnswerWriter writer;
  ReplyDecision refusal;
  refusal.status = 413;
  EXPECT_TRUE(writer.write(refusal, "x", {"GET", true}).starts_with("HTTP/1.1 413 "));
}

}  // namespace
}  // namespace hookline
