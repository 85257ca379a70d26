#include "emitter/visits/visit.h"

#include "emitter/visits/asking.h"
#include "tests/support/scripted_lookup.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/tls_receiver.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kLoopback = "127.0.0.1";

VisitorOptions patient(std::chrono::milliseconds timeout = 30s) {
  VisitorOptions options;
  options.timeout = timeout;
  return options;
}

std::string post_to(const Url& url) {
  return form_post(url, "a=b", "run-1");
}

TEST(Visit, AsksAgainOnTheSameConnection) {
  ScriptedReceiver receiver(answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
  Visitor visitor(patient(), {});
  const Url url = Url::parse(receiver.url());
  Visit visit(visitor, url);
  ASSERT_TRUE(visit.connect(kLoopback).is_fine());
  for (int i = 0; i < 3; ++i) {
    const OutgoingResult result = visit.ask(post_to(url));
    EXPECT_EQ(result.outcome, Outcome::kAnswered) << result.problem;
    EXPECT_EQ(result.answer.body, "hi");
    EXPECT_TRUE(visit.is_open());
  }
  EXPECT_EQ(receiver.connections(), 1U);
  EXPECT_EQ(receiver.requests().size(), 3U);
}

TEST(Visit, IsOverWithAnAnswerThatClosesTheConnection) {
  for (const char* answer : {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                             "HTTP/1.0 200 OK\r\n\r\nuntil the end"}) {
    ScriptedReceiver receiver([&](ScriptedReceiver::Connection& connection) {
      connection.read_request();
      connection.send(answer);
    });
    Visitor visitor(patient(), {});
    const Url url = Url::parse(receiver.url());
    Visit visit(visitor, url);
    ASSERT_TRUE(visit.connect(kLoopback).is_fine());
    EXPECT_EQ(visit.ask(post_to(url)).outcome, Outcome::kAnswered);
    EXPECT_FALSE(visit.is_open());
  }
}

TEST(Visit, TakesAnAnswerThatComesBeforeTheRequestIsOut) {
  ScriptedReceiver receiver([](ScriptedReceiver::Connection& connection) {
    connection.send(plain_answer(413));
    connection.read_to_end();
  });
  Visitor visitor(patient(), {});
  const Url url = Url::parse(receiver.url());
  Visit visit(visitor, url);
  ASSERT_TRUE(visit.connect(kLoopback).is_fine());
  const OutgoingResult result = visit.ask(form_post(url, std::string(64 << 20, 'x'), "run-1"));
  EXPECT_EQ(result.outcome, Outcome::kAnswered) << result.problem;
  EXPECT_EQ(result.answer.status, 413);
  EXPECT_FALSE(visit.is_open());
}

TEST(Visit, SaysHowAnAnswerFailedToCome) {
  struct Case {
    ScriptedReceiver::Script script;
    Outcome outcome;
    const char* problem;
  };
  const Case cases[] = {
      {[](auto& connection) { connection.read_request(); }, Outcome::kClosed, "without an answer"},
      {[](auto& connection) {
         connection.read_request();
         connection.reset();
       },
       Outcome::kReset, "without an answer"},
      {[](auto& connection) { connection.send("SSH-2.0-OpenSSH_9.2\r\n"); },
       Outcome::kInvalidAnswer, "not HTTP"},
      {[](auto& connection) {
         connection.read_request();
         connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n");
         connection.read_to_end();
       },
       Outcome::kAnswerTooLarge, "over the limit"}};
  for (const Case& one : cases) {
    ScriptedReceiver receiver(one.script);
    Visitor visitor(patient(), {});
    const Url url = Url::parse(receiver.url());
    const OutgoingResult result = ask_once(visitor, url, {kLoopback}, post_to(url));
    EXPECT_EQ(result.outcome, one.outcome) << result.problem;
    EXPECT_THAT(result.problem, HasSubstr(one.problem));
  }
}

TEST(Visit, GivesUpWhenTheTimeIsOver) {
  ScriptedReceiver receiver([](auto& connection) { connection.read_to_end(); });
  Visitor visitor(patient(20ms), {});
  const Url url = Url::parse(receiver.url());
  const OutgoingResult result = ask_once(visitor, url, {kLoopback}, post_to(url));
  EXPECT_EQ(result.outcome, Outcome::kTimeout);
  EXPECT_THAT(result.problem, HasSubstr("no answer from 127.0.0.1:"));
}

TEST(Visit, IsCutShortByAStop) {
  ScriptedReceiver receiver([](auto& connection) {
    connection.read_request();
    connection.read_to_end();
  });
  std::stop_source stop;
  Visitor visitor(patient(), stop.get_token());
  std::jthread stopping([&] {
    receiver.wait_for_requests(1);
    stop.request_stop();
  });
  const Url url = Url::parse(receiver.url());
  EXPECT_EQ(ask_once(visitor, url, {kLoopback}, post_to(url)).outcome, Outcome::kCancelled);
  EXPECT_TRUE(visitor.is_stopped());
}

TEST(Visit, TriesTheOtherAddressesAndTellsTheProblemOfTheFirst) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  Visitor visitor(patient(), {});
  const Url url = Url::parse(receiver.url());
  EXPECT_EQ(ask_once(visitor, url, {"127.0.0.2", kLoopback}, post_to(url)).answer.status, 200);
  const Url nobody = Url::parse(fmt::format("http://127.0.0.1:{}/", unused_port()));
  const OutgoingResult result = ask_once(visitor, nobody, {kLoopback, "::1"}, post_to(nobody));
  EXPECT_EQ(result.outcome, Outcome::kRefused);
  EXPECT_THAT(result.problem, HasSubstr("is anything listening there?"));
}

TEST(Visit, ShakesHandsAsSendersDoOrOnlyToLook) {
  TlsReceiver receiver({});
  Visitor visitor(patient(), {});
  const Url url = Url::parse(fmt::format("https://localhost:{}/", receiver.port()));
  const OutgoingResult refused = ask_once(visitor, url, {kLoopback}, post_to(url));
  EXPECT_EQ(refused.outcome, Outcome::kTls);
  EXPECT_THAT(refused.problem, HasSubstr("--ca-file"));
  Visit visit(visitor, url);
  ASSERT_TRUE(visit.connect(kLoopback).is_fine());
  EXPECT_TRUE(visit.shake_hands(Visit::Handshake::kToLook).is_fine());
  EXPECT_NE(visit.tls(), nullptr);
  EXPECT_EQ(receiver.requests(), 0U);
}

TEST(Visitor, FindsAllAddressesOrSaysWhyThereAreNone) {
  ScriptedLookup lookup;
  lookup.answer("two.test", {{"10.0.0.1", "10.0.0.2"}});
  VisitorOptions options = patient();
  options.names.look_up = lookup.lookup();
  Visitor visitor(options, {});
  EXPECT_THAT(visitor.find("two.test").addresses, ElementsAre("10.0.0.1", "10.0.0.2"));
  EXPECT_THAT(visitor.find("localhost").addresses, ElementsAre("127.0.0.1", "::1"));
  EXPECT_THAT(visitor.find("none.test").problem, HasSubstr("not in the test's script"));
}

TEST(Visitor, DoesNotWaitForALookUpThatHangs) {
  ScriptedLookup lookup;
  lookup.hang("slow.test");
  VisitorOptions options = patient(20ms);
  options.names.look_up = lookup.lookup();
  Visitor visitor(options, {});
  EXPECT_THAT(visitor.find("slow.test").problem, HasSubstr("no answer within 20 ms"));
}

}  // namespace
}  // namespace hookline
