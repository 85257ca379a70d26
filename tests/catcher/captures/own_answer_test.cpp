#include "catcher/captures/own_answer.h"

#include "tests/support/made_capture.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

std::string body_of_answer(const Capture& capture) {
  const auto answer = own_answer_to(capture);
  return answer ? answer->body : "none";
}

TEST(OwnAnswer, IsTheCatchersLineWhereNothingElseWasAskedFor) {
  Capture capture = form_capture("/a", "b=c");
  capture.id = 7;
  EXPECT_EQ(body_of_answer(capture), "caught 7\n");
  EXPECT_EQ(own_answer_to(capture)->body_bytes, 9u);
}

TEST(OwnAnswer, HasTheIdWhereItBelongs) {
  Capture capture = form_capture("/a", "b=c");
  capture.id = 12;
  capture.reply.body = "{{id}} and {{id}}";
  capture.reply.body_bytes = capture.reply.body->size();
  EXPECT_EQ(body_of_answer(capture), "12 and 12");
  EXPECT_EQ(own_answer_to(capture)->body_bytes, 9u);
}

TEST(OwnAnswer, IsUnknownInFilesThatDontKeepIt) {
  Capture capture = form_capture("/a", "b=c");
  capture.reply.rule = 0;
  EXPECT_EQ(body_of_answer(capture), "none");
  capture.reply.rule.reset();
  capture.refusal = "too long";
  EXPECT_EQ(body_of_answer(capture), "none");
}

TEST(OwnAnswer, IsNoneWhereNoBodyWasSent) {
  Capture capture = form_capture("/a", "b=c");
  capture.reply.body = "x";
  capture.reply.body_bytes = 1;
  for (const char* fault : {"close", "reset"}) {
    capture.reply.fault = fault;
    EXPECT_EQ(body_of_answer(capture), "none") << fault;
  }
  capture.reply.fault = "";
  capture.reply.status = 204;
  EXPECT_EQ(body_of_answer(capture), "none");
  capture.reply.status = 0;
  EXPECT_EQ(body_of_answer(capture), "none");
  capture.reply.status = 200;
  capture.method = "HEAD";
  EXPECT_EQ(body_of_answer(capture), "none");
}

}  // namespace
}  // namespace hookline
