#include "tests/support/raw_client.h"
#include "tests/support/running_catcher.h"

#include <chrono>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline::test {
namespace {

using testing::HasSubstr;

std::string answer_to(RunningCatcher& catcher, const std::string& request) {
  RawClient client(catcher->watching_url());
  client.send(request);
  client.finish_sending();
  return client.read_to_end();
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(PageAddress, AnswersHeadWithoutABodyInEveryCase) {
  RunningCatcher catcher;
  for (const std::string& request :
       {std::string("HEAD / HTTP/1.1\r\n\r\n"), std::string("HEAD /api/captures HTTP/1.1\r\n\r\n"),
        std::string("HEAD /api/export HTTP/1.1\r\n\r\n"),
        std::string("HEAD /nothing HTTP/1.1\r\n\r\n"),
        std::string("HEAD /api/sample HTTP/1.1\r\n\r\n"),
        std::string("HEAD /api/captures/7 HTTP/1.1\r\n\r\n"),
        std::string("HEAD /api/captures?limit=x HTTP/1.1\r\n\r\n"),
        "HEAD /" + std::string(9000, 'x') + " HTTP/1.1\r\n\r\n",
        "HEAD / HTTP/1.1\r\nA: " + std::string(10'000, 'x') + "\r\n\r\n",
        std::string("HEAD / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n"),
        std::string("HEAD / HTTP/1.1\r\nno colon\r\n\r\n"),
        std::string("HEAD / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n"),
        std::string("HEAD / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n"),
        "HEAD / HTTP/1.1\r\nA: " + std::string(100'000, 'x') + "\r\n\r\n"}) {
    const std::string answer = answer_to(catcher, request);
    EXPECT_GE(status_of_answer(answer), 200) << request.substr(0, 60);
    EXPECT_EQ(body_of_answer(answer), "") << request.substr(0, 60);
  }
}

TEST(PageAddress, KeepsTheConnectionBehindHead) {
  RunningCatcher catcher;
  RawClient client(catcher->watching_url());
  client.send("HEAD /nothing HTTP/1.1\r\n\r\nGET /api/health HTTP/1.1\r\n\r\n");
  const std::string first = client.read_until("\r\n\r\n");
  EXPECT_EQ(status_of_answer(first), 404);
}

TEST(PageAddress, NamesTheRightLimitOfABody) {
  RunningCatcher catcher;
  for (const std::string& request :
       {"PUT /api/replies HTTP/1.1\r\nContent-Length: 5000000\r\n\r\n" +
            std::string(5'000'000, ' '),
        std::string("PUT /api/replies HTTP/1.1\r\nContent-Length: 9000000\r\n\r\n")}) {
    RawClient client(catcher->watching_url());
    client.send(request);
    const std::string answer = client.read_to_end();
    EXPECT_EQ(status_of_answer(answer), 413);
    EXPECT_THAT(answer, HasSubstr("4194304"));
    EXPECT_EQ(answer.find("--max-body"), std::string::npos) << answer;
  }
}

TEST(PageAddress, SaysOnceThatNothingIsToBeCached) {
  RunningCatcher catcher;
  for (const char* target : {"/", "/api/captures", "/api/export", "/nothing"}) {
    const auto answer = answer_to(catcher, "GET " + std::string(target) + " HTTP/1.1\r\n\r\n");
    EXPECT_EQ(count_of(answer.substr(0, answer.find("\r\n\r\n")), "Cache-Control:"), 1u) << answer;
  }
  RawClient stream(catcher->watching_url());
  stream.send("GET /api/stream HTTP/1.1\r\n\r\n");
  EXPECT_EQ(count_of(stream.read_until("\r\n\r\n"), "Cache-Control:"), 1u);
}

TEST(PageAddress, SaysContinueOnce) {
  RunningCatcher catcher;
  RawClient client(catcher->watching_url());
  client.send(
      "PUT /api/replies HTTP/1.1\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: "
      "2\r\n\r\n");
  std::string answers = client.read_until("\r\n\r\n");
  client.send("[]");
  answers += client.read_to_end();
  EXPECT_EQ(count_of(answers, "HTTP/1.1 100 "), 1u) << answers;
  EXPECT_EQ(count_of(answers, "HTTP/1.1 200 "), 1u) << answers;
}

TEST(PageAddress, IsTheSameNameWithAFinalDot) {
  RunningCatcher catcher;
  EXPECT_EQ(status_of_answer(
                answer_to(catcher, "GET /api/health HTTP/1.1\r\nHost: localhost.:80\r\n\r\n")),
            200);
  EXPECT_EQ(status_of_answer(
                answer_to(catcher, "GET /api/health HTTP/1.1\r\nHost: a.localhost.\r\n\r\n")),
            200);
  EXPECT_EQ(status_of_answer(
                answer_to(catcher, "GET /api/health HTTP/1.1\r\nHost: rebound.example.\r\n\r\n")),
            403);
}

TEST(PageAddress, EndsWithTheCatcherWhileViewersReadNothing) {
  RunningCatcher catcher;
  RawClient sender(catcher->catching_url());
  const std::string body(16u << 20, 'x');
  for (int i = 0; i < 3; ++i) {
    sender.send("POST / HTTP/1.1\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                body);
    ASSERT_EQ(status_of_answer(sender.read_answer()), 200);
  }
  RawClient one(catcher->watching_url());
  one.send("GET /api/captures/1/raw HTTP/1.1\r\n\r\n");
  RawClient all(catcher->watching_url());
  all.send("GET /api/export HTTP/1.1\r\n\r\n");
  one.read_until("HTTP/1.1 200");
  all.read_until("HTTP/1.1 200");
  // Far below the 20 seconds that a write waits for a reader, however loaded the machine.
  const auto start = std::chrono::steady_clock::now();
  catcher.end();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

}  // namespace
}  // namespace hookline::test
