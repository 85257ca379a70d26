#include "emitter/delivery/given_request.h"

#include "emitter/delivery/dispatch/dispatcher.h"
#include "tests/support/scripted_receiver.h"

#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

std::string head_of(const GivenRequest& request, std::size_t body_bytes = 3,
                    std::string_view url = "http://localhost:8080/a?b") {
  return request.head(Url::parse(url), "Hookline", "run-7", body_bytes);
}

TEST(GivenRequest, GoesOutInTheOrderInWhichItWasGiven) {
  GivenRequest request;
  request.set_method("PATCH");
  request.set_target("/x/../y?z=[1]");
  request.add_header("X-B", "2");
  request.add_header("x-a", "1");
  request.add_header("X-B", "");
  request.add_header("User-Agent", "Shop");
  EXPECT_EQ(head_of(request),
            "PATCH /x/../y?z=[1] HTTP/1.1\r\nHost: localhost:8080\r\nX-B: 2\r\nx-a: 1\r\nX-B: \r\n"
            "User-Agent: Shop\r\nContent-Length: 3\r\nHookline-Delivery: run-7\r\n\r\n");
}

TEST(GivenRequest, IsAPostToTheUrlWhereNothingIsGiven) {
  EXPECT_EQ(head_of(GivenRequest()),
            "POST /a?b HTTP/1.1\r\nHost: localhost:8080\r\nUser-Agent: Hookline\r\n"
            "Content-Length: 3\r\nHookline-Delivery: run-7\r\n\r\n");
}

TEST(GivenRequest, AnnouncesAnEmptyBodyOnlyWhereOneIsExpected) {
  GivenRequest request;
  EXPECT_THAT(head_of(request, 0), HasSubstr("Content-Length: 0\r\n"));
  request.set_method("GET");
  EXPECT_THAT(head_of(request, 0), Not(HasSubstr("Content-Length")));
  EXPECT_THAT(head_of(request, 1), HasSubstr("Content-Length: 1\r\n"));
}

TEST(GivenRequest, AuthorizesItselfByTheUrlUnlessItSaysOtherwise) {
  GivenRequest request;
  EXPECT_THAT(head_of(request, 0, "http://a:b@localhost/"),
              HasSubstr("Authorization: Basic YTpi\r\n"));
  request.add_header("authorization", "Bearer x");
  EXPECT_THAT(head_of(request, 0, "http://a:b@localhost/"), Not(HasSubstr("Basic")));
}

std::string refusal_of(const std::function<void(GivenRequest&)>& set) {
  GivenRequest request;
  try {
    set(request);
  } catch (const std::invalid_argument& refused) {
    return refused.what();
  }
  return "not refused";
}

TEST(GivenRequest, RefusesWhatWouldBeAnotherRequest) {
  const auto method = [](std::string text) {
    return refusal_of([&](GivenRequest& request) { request.set_method(text); });
  };
  const auto target = [](std::string text) {
    return refusal_of([&](GivenRequest& request) { request.set_target(text); });
  };
  const auto header = [](std::string name, std::string value) {
    return refusal_of([&](GivenRequest& request) { request.add_header(name, value); });
  };
  for (const char* bad : {"", "GET /", "GET\r\nX: y", "G\xc3\xa4T"}) {
    EXPECT_THAT(method(bad), HasSubstr("must be a method's name")) << bad;
  }
  EXPECT_THAT(method("CONNECT"), HasSubstr("tunnel"));
  EXPECT_THAT(target(""), HasSubstr("must be a path"));
  EXPECT_THAT(target("/a b"), HasSubstr("byte 0x20 at position 3"));
  EXPECT_THAT(target("/a\r\nX: y"), HasSubstr("byte 0x0d at position 3"));
  EXPECT_THAT(header("X:", "y"), HasSubstr("0x3a"));
  EXPECT_THAT(header("X", "a\r\nY: b"), HasSubstr("0x0d"));
  EXPECT_THAT(header("X", std::string("a\0b", 3)), HasSubstr("0x00"));
  for (const char* own : {"Host", "content-length", "Transfer-Encoding", "Connection",
                          "Hookline-Delivery", "Expect", "Upgrade", "TE", "trailer"}) {
    EXPECT_THAT(header(own, "x"), HasSubstr("is made for each delivery")) << own;
  }
}

/// Sends them one after another on one connection; how each ended.
std::vector<Attempt> attempts_of(const std::string& url, const std::vector<std::string>& methods) {
  std::mutex mutex;
  std::vector<Attempt> attempts;
  DispatcherOptions options;
  options.connections_per_host = 1;
  Dispatcher dispatcher(options, [&](const Attempt& attempt) {
    const std::lock_guard lock(mutex);
    attempts.push_back(attempt);
  });
  for (const std::string& method : methods) {
    GivenRequest request;
    request.set_method(method);
    Delivery delivery;
    delivery.id = 1;
    delivery.url = std::make_shared<const Url>(Url::parse(url));
    delivery.payload = std::make_shared<const std::string>();
    delivery.given = std::make_shared<const GivenRequest>(std::move(request));
    delivery.due = Clock::now();
    dispatcher.submit(std::move(delivery));
    dispatcher.drain();
  }
  return attempts;
}

TEST(GivenRequest, ExpectsNoBodyBehindTheAnswerToHead) {
  ScriptedReceiver receiver([](ScriptedReceiver::Connection& connection) {
    for (auto request = connection.read_request(); !request.empty();
         request = connection.read_request()) {
      const bool head = request.starts_with("HEAD ");
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n");
      if (!head) connection.send("abc");
    }
  });
  const auto attempts = attempts_of(receiver.url("/x"), {"GET", "HEAD", "GET", "HEAD", "HEAD"});
  ASSERT_THAT(attempts, SizeIs(5));
  for (const Attempt& attempt : attempts) EXPECT_TRUE(attempt.delivered()) << attempt.problem;
  EXPECT_EQ(receiver.connections(), 1u);
  EXPECT_THAT(receiver.requests()[1], StartsWith("HEAD /x HTTP/1.1\r\n"));
}

}  // namespace
}  // namespace hookline
