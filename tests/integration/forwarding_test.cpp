#include "catcher/base/process/failure.h"
#include "catcher/captures/store/capture_store.h"
#include "catcher/replies/rules/reply_rules.h"
#include "tests/support/raw_client.h"
#include "tests/support/running_catcher.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;
using Connection = ScriptedReceiver::Connection;

CatcherOptions forwarding_to(const std::string& url) {
  CatcherOptions options = RunningCatcher::free_ports();
  options.forward = url;
  options.forward_timeout_ms = 20'000;
  return options;
}

std::string post(std::string_view target = "/x", std::string_view body = "a=b") {
  return fmt::format("POST {} HTTP/1.1\r\nHost: caught:1\r\nContent-Length: {}\r\n\r\n{}", target,
                     body.size(), body);
}

std::string answer_to(RunningCatcher& catcher, const std::string& request) {
  RawClient client(catcher->catching_url());
  client.send(request);
  return client.read_answer();
}

/// Sends the request, of which the answer is not waited for, and returns once it is caught.
std::unique_ptr<RawClient> send_and_wait_until_caught(RunningCatcher& catcher,
                                                      const std::string& request) {
  const auto before = catcher->store().counts();
  auto client = std::make_unique<RawClient>(catcher->catching_url());
  client->send(request);
  catcher->store().wait_past(before.last, before.changes(),
                             std::chrono::steady_clock::now() + std::chrono::seconds(20), {});
  return client;
}

/// An app that never answers.
void keep_silent(Connection& connection) {
  connection.read_to_end();
}

TEST(Forwarding, PassesTheRequestOnAndTheAnswerBackByteForByte) {
  ScriptedReceiver app(
      answering("HTTP/1.1 201 Made it\r\nX-B: 1\r\nx-a: 2\r\nX-B: 3\r\nContent-Length: "
                "3\r\n\r\n\xff\x01\n"));
  RunningCatcher catcher(forwarding_to(app.url("/")));
  const std::string body = std::string("a\0b\r\n\xff", 6);
  const std::string answer =
      answer_to(catcher,
                "PUT /p%2fq?x=%00&x HTTP/1.1\r\nX-1:  s \r\nhOST: caught\r\nx-1: "
                "2\r\nContent-Type: application/weird\r\nContent-Length: 6\r\n\r\n" +
                    body);
  EXPECT_THAT(app.requests(),
              ElementsAre(fmt::format("PUT /p%2fq?x=%00&x HTTP/1.1\r\nX-1:  s \r\nhOST: "
                                      "127.0.0.1:{}\r\nx-1: 2\r\nContent-Type: "
                                      "application/weird\r\nContent-Length: 6\r\n\r\n",
                                      app.port()) +
                          body));
  EXPECT_EQ(answer,
            "HTTP/1.1 201 Made it\r\nX-B: 1\r\nx-a: 2\r\nX-B: 3\r\nContent-Length: "
            "3\r\n\r\n\xff\x01\n");
}

/// Forwards until a request has gone over a connection that another left; how many it took.
int requests_until_shared(RunningCatcher& catcher, const ScriptedReceiver& app,
                          const std::string& request) {
  constexpr int kTries = 20'000;
  for (int sent = 1; sent <= kTries; ++sent) {
    const auto before = app.connections();
    EXPECT_EQ(status_of_answer(answer_to(catcher, request)), 200);
    if (app.connections() == before) return sent;
  }
  return 0;
}

TEST(Forwarding, SharesConnectionsToAnAppThatKeepsThemOpen) {
  ScriptedReceiver app(answering(answer_with(200, "ok")));
  RunningCatcher catcher(forwarding_to(app.url("/")));
  const int sent = requests_until_shared(catcher, app, post());
  ASSERT_GT(sent, 0);
  const auto requests = app.requests();
  EXPECT_EQ(requests.size(), static_cast<std::size_t>(sent));
  EXPECT_EQ(requests.front(), requests.back());
  EXPECT_EQ(catcher.get(fmt::format("/api/captures/{}", sent)).at("forwarded").at("status"), 200);
}

TEST(Forwarding, LeavesNoConnectionBehindABodyThatServersReadInMoreWaysThanOne) {
  ScriptedReceiver app(answering(answer_with(200, "ok")));
  RunningCatcher catcher(forwarding_to(app.url("/")));
  ASSERT_GT(requests_until_shared(catcher, app, post()), 0);
  const std::string with_body = "GET /x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\na=b";
  for (int i = 0; i < 5; ++i) answer_to(catcher, with_body);  // use up those that are there
  const auto before = app.connections();
  for (int i = 0; i < 5; ++i) answer_to(catcher, with_body);
  EXPECT_EQ(app.connections(), before + 5);
}

TEST(Forwarding, AnAppThatClosesBehindEachAnswerLosesNoRequest) {
  ScriptedReceiver app([](Connection& connection) {
    connection.read_request();
    connection.send(answer_with(200, "ok"));
  });
  RunningCatcher catcher(forwarding_to(app.url("/")));
  for (int i = 0; i < 50; ++i) EXPECT_EQ(status_of_answer(answer_to(catcher, post())), 200);
  EXPECT_EQ(app.requests().size(), 50U);
}

TEST(Forwarding, ShowsTheAnswerBesideTheRequest) {
  ScriptedReceiver app(answering("HTTP/1.1 418 Teapot\r\nA: b\r\nContent-Length: 5\r\n\r\nshort"));
  RunningCatcher catcher(forwarding_to(app.url("/")));
  answer_to(catcher, post());
  const json capture = catcher.get("/api/captures/1");
  const json& forwarded = capture.at("forwarded");
  EXPECT_EQ(forwarded.at("to"), app.url("/x"));
  EXPECT_EQ(forwarded.at("status"), 418);
  EXPECT_EQ(forwarded.at("headers"), json::parse(R"([["A","b"],["Content-Length","5"]])"));
  EXPECT_EQ(forwarded.at("body").at("data"), "short");
  EXPECT_GT(forwarded.at("duration_us"), 0);
  EXPECT_THAT(forwarded.at("at"), EndsWith("Z"));
  EXPECT_FALSE(forwarded.contains("error"));
  EXPECT_EQ(capture.at("reply").at("status"), 418);
  EXPECT_EQ(catcher.get("/api/captures?status=418").at("captures").size(), 1U);
  EXPECT_EQ(catcher.get("/api/captures?status=200").at("captures").size(), 0U);
}

TEST(Forwarding, StoresBeforeTheAppIsAskedAndLeavesTheStatusOpen) {
  ScriptedReceiver app(keep_silent);
  RunningCatcher catcher(forwarding_to(app.url("/")));
  const auto waiting = send_and_wait_until_caught(catcher, post());
  const json capture = catcher.get("/api/captures/1");
  EXPECT_EQ(capture.at("reply").at("status"), 0);
  EXPECT_FALSE(capture.contains("forwarded"));
}

TEST(Forwarding, AnAppThatIsDownIsABadGatewayAndTheCaptureStays) {
  const auto port = unused_port();
  RunningCatcher catcher(forwarding_to(fmt::format("http://127.0.0.1:{}", port)));
  const std::string answer = answer_to(catcher, post());
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 502 Bad Gateway\r\n"));
  EXPECT_EQ(body_of_answer(answer),
            fmt::format("forwarding failed: 127.0.0.1:{} refused the connection; is anything "
                        "listening there?\nThe request is kept as capture 1.\n",
                        port));
  const json capture = catcher.get("/api/captures/1");
  EXPECT_EQ(capture.at("body").at("data"), "a=b");
  EXPECT_EQ(capture.at("reply").at("status"), 502);
  EXPECT_THAT(capture.at("forwarded").at("error"), HasSubstr("refused the connection"));
  EXPECT_FALSE(capture.at("forwarded").contains("status"));
}

TEST(Forwarding, EveryWayInWhichAnAppFailsIsToldApart) {
  struct Case {
    ScriptedReceiver::Script app;
    int status;
    std::string_view problem;
  };
  const std::vector<Case> cases = {
      {[](Connection& c) { c.read_request(); }, 502, "closed the connection without an answer"},
      {[](Connection& c) {
         c.read_request();
         c.reset();
       },
       502, "reset the connection"},
      {answering("garbage\r\n\r\n"), 502, "answered with something that is not HTTP"},
      {[](Connection& c) {
         c.read_request();
         c.send("HTTP/1.1 200 OK\r\nContent-");
       },
       502, "in the middle of its answer"},
      {answering("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"), 502,
       "goes over the limit of"},
      {answering("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"), 502, "101"},
      {keep_silent, 504, "no answer from 127.0.0.1:"},
  };
  for (const Case& one : cases) {
    ScriptedReceiver app(one.app);
    CatcherOptions options = forwarding_to(app.url("/"));
    if (one.status == 504) options.forward_timeout_ms = 100;
    RunningCatcher catcher(options);
    const std::string answer = answer_to(catcher, post());
    EXPECT_EQ(status_of_answer(answer), one.status) << one.problem;
    EXPECT_THAT(body_of_answer(answer), HasSubstr(one.problem));
    EXPECT_THAT(catcher.get("/api/captures/1").at("forwarded").at("error"), HasSubstr(one.problem));
  }
}

TEST(Forwarding, PassesOnEveryKindOfAnswer) {
  const std::vector<std::pair<std::string, std::string>> answers = {
      {"HTTP/1.1 204 No Content\r\nA: b\r\n\r\n", "HTTP/1.1 204 No Content\r\nA: b\r\n\r\n"},
      {"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n",
       "HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n"},
      {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 "
       "OK\r\nContent-Length: 2\r\n\r\nok",
       "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nT: t\r\n\r\n",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nT: t\r\n\r\n"},
      {"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
       "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"},
      {"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n",
       "HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n"},
  };
  for (const auto& [given, wanted] : answers) {
    ScriptedReceiver app(answering(given));
    RunningCatcher catcher(forwarding_to(app.url("/")));
    RawClient client(catcher->catching_url());
    client.send(post() + "GET /last HTTP/1.1\r\nConnection: close\r\n\r\n");
    std::string last = wanted;
    last.insert(last.find("\r\n\r\n"), "\r\nConnection: close");
    EXPECT_EQ(client.read_to_end(), wanted + last) << given;
  }
}

/// An app that begins an answer, waits until it is told to, and then sends the rest of it.
class SlowSpeaker {
 public:
  SlowSpeaker(std::string first, std::string rest)
      : app_([this, first = std::move(first), rest = std::move(rest)](Connection& connection) {
          connection.read_request();
          connection.send(first);
          on_.get_future().wait_for(std::chrono::seconds(20));
          connection.send(rest);
        }) {}
  std::string url() const { return app_.url("/"); }
  void speak_on() { on_.set_value(); }

 private:
  std::promise<void> on_;
  ScriptedReceiver app_;
};

TEST(Forwarding, PassesEachPieceOfAnAnswerOnAsItComes) {
  struct Case {
    std::string head;
    std::string first, rest, wanted_first, wanted_rest;
  };
  const std::vector<Case> cases = {
      {"Transfer-Encoding: chunked\r\n\r\n", "3\r\none\r\n", "3\r\ntwo\r\n0\r\nT: t\r\n\r\n",
       "3\r\none\r\n", "3\r\ntwo\r\n0\r\nT: t\r\n\r\n"},
      {"Content-Length: 6\r\n\r\n", "one", "two", "one", "two"},
      {"Content-Type: text/event-stream\r\n\r\n", "data: 1\n\n", "data: 2\n\n",
       "9\r\ndata: 1\n\n\r\n", "9\r\ndata: 2\n\n\r\n0\r\n\r\n"},
  };
  for (const Case& one : cases) {
    SlowSpeaker app("HTTP/1.1 200 OK\r\n" + one.head + one.first, one.rest);
    RunningCatcher catcher(forwarding_to(app.url()));
    RawClient client(catcher->catching_url());
    client.send(post());
    client.read_until(one.wanted_first);  // while the app has still to say the rest
    EXPECT_EQ(catcher.get("/api/captures/1").at("reply").at("status"), 0);
    app.speak_on();
    if (one.wanted_rest != "two") {
      EXPECT_THAT(client.read_until(one.wanted_rest), HasSubstr(one.wanted_rest));
    } else {
      EXPECT_THAT(client.read_until("two"), EndsWith("two"));
    }
    const json capture = catcher.get("/api/captures/1");
    EXPECT_EQ(capture.at("reply").at("status"), 200);
    EXPECT_EQ(capture.at("forwarded").at("status"), 200);
    EXPECT_EQ(capture.at("forwarded").at("body").at("size"),
              one.wanted_rest == "two" || one.head.starts_with("Transfer") ? 6 : 18);
  }
}

TEST(Forwarding, AnAnswerThatBreaksOffIsCutForTheSenderTooAndTold) {
  ScriptedReceiver app([](Connection& connection) {
    connection.read_request();
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
  });
  RunningCatcher catcher(forwarding_to(app.url("/")));
  RawClient client(catcher->catching_url());
  client.send(post());
  EXPECT_EQ(client.read_to_end(), "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
  const json forwarded = catcher.get("/api/captures/1").at("forwarded");
  EXPECT_THAT(forwarded.at("error"), HasSubstr("in the middle of its answer"));
  EXPECT_EQ(forwarded.at("status"), 200);
  EXPECT_EQ(forwarded.at("body").at("data"), "half");
}

TEST(Forwarding, AnAnswerWithoutEndIsCutAtTheLimit) {
  ScriptedReceiver app([](Connection& connection) {
    connection.read_request();
    connection.send("HTTP/1.1 200 OK\r\n\r\n");
    while (connection.send(std::string(1 << 16, 'x'))) {
    }
  });
  CatcherOptions options = forwarding_to(app.url("/"));
  options.answer_bytes_max = 1 << 20;
  RunningCatcher catcher(options);
  RawClient client(catcher->catching_url());
  client.send(post());
  EXPECT_LT(client.read_to_end().size(), 2u << 20);
  EXPECT_THAT(catcher.get("/api/captures/1").at("forwarded").at("error"),
              HasSubstr("over the limit of 1048576 bytes (--max-answer)"));
}

TEST(Forwarding, HasNoLimitOfItsOwnBelowTheOneThatIsSet) {
  const std::string body(20 << 20, 'x');
  ScriptedReceiver app(
      answering(fmt::format("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{}", body.size(), body)));
  CatcherOptions options = forwarding_to(app.url("/"));
  EXPECT_EQ(status_of_answer([&] {
              RunningCatcher catcher(options);
              return answer_to(catcher, post());
            }()),
            502);
  options.answer_bytes_max = 32 << 20;
  RunningCatcher catcher(options);
  EXPECT_EQ(body_of_answer(answer_to(catcher, post())).size(), body.size());
}

TEST(Forwarding, AnswersOneWhoTakesNoChunksWithout) {
  ScriptedReceiver app(
      answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"));
  RunningCatcher catcher(forwarding_to(app.url("/")));
  RawClient client(catcher->catching_url());
  client.send("POST / HTTP/1.0\r\nContent-Length: 1\r\n\r\nx");
  const std::string answer = client.read_to_end();
  EXPECT_THAT(answer, EndsWith("\r\n\r\nok"));
  EXPECT_THAT(answer, testing::Not(HasSubstr("chunked")));
}

TEST(Forwarding, ASenderThatGoesAwayEndsTheAnswerThatItDoesNotTake) {
  ScriptedReceiver app([](Connection& connection) {
    connection.read_request();
    connection.send("HTTP/1.1 200 OK\r\n\r\n");
    while (connection.send("data: tick\n\n") && connection.wait_ms(1)) {
    }
  });
  RunningCatcher catcher(forwarding_to(app.url("/")));
  RawClient client(catcher->catching_url());
  client.send(post());
  client.read_until("tick");
  client.reset();
  EXPECT_EQ(catcher.get("/api/wait?status=200&timeout=20s").at("captures").size(), 1U);
  EXPECT_THAT(catcher.get("/api/captures/1").at("forwarded").at("error"),
              HasSubstr("the sender went away"));
}

TEST(Forwarding, AnswersHeadWithoutABodyAndKeepsTheConnectionInStep) {
  ScriptedReceiver app([](Connection& connection) {
    const bool is_head = connection.read_request().starts_with("HEAD");
    connection.send(
        fmt::format("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}", is_head ? "" : "hello"));
  });
  RunningCatcher catcher(forwarding_to(app.url("/")));
  RawClient client(catcher->catching_url());
  client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
  client.send(post());
  EXPECT_EQ(client.read_answer(), "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
}

TEST(Forwarding, AnswersPipelinedRequestsInOrder) {
  ScriptedReceiver app([](Connection& connection) {
    const std::string request = connection.read_request();
    if (request.starts_with("POST /1")) connection.wait_ms(50);
    connection.send(fmt::format("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{}", request[6]));
  });
  RunningCatcher catcher(forwarding_to(app.url("/")));
  RawClient client(catcher->catching_url());
  client.send(post("/1") + post("/2") + post("/3"));
  for (const char* number : {"1", "2", "3"}) {
    EXPECT_EQ(body_of_answer(client.read_answer()), number);
  }
}

TEST(Forwarding, TheUrlsPathStandsBeforeEachTarget) {
  ScriptedReceiver app(answering(plain_answer(200)));
  RunningCatcher catcher(forwarding_to(app.url("/app/")));
  answer_to(catcher, post("/x?y=z"));
  EXPECT_THAT(app.requests().at(0), StartsWith("POST /app/x?y=z HTTP/1.1\r\n"));
}

TEST(Forwarding, OnePathForAllIsTheWholeTarget) {
  ScriptedReceiver app(answering(plain_answer(200)));
  CatcherOptions options = forwarding_to(app.url("/hook?key=1"));
  options.forward_to_one_path = true;
  RunningCatcher catcher(options);
  answer_to(catcher, post("/x?y=z"));
  EXPECT_THAT(app.requests().at(0), StartsWith("POST /hook?key=1 HTTP/1.1\r\n"));
}

TEST(Forwarding, KeepsTheHostWhereAsked) {
  ScriptedReceiver app(answering(plain_answer(200)));
  CatcherOptions options = forwarding_to(app.url("/"));
  options.forward_keeps_host = true;
  RunningCatcher catcher(options);
  answer_to(catcher, post());
  EXPECT_THAT(app.requests().at(0), HasSubstr("\r\nHost: caught:1\r\n"));
}

TEST(Forwarding, AReplyRuleThatMatchesComesFirst) {
  ScriptedReceiver app(answering(plain_answer(200)));
  RunningCatcher catcher(forwarding_to(app.url("/")));
  catcher->replies().set(
      parse_reply_rules(R"([{"match": {"path": "/mine"}, "reply": {"status": 503}}])"));
  EXPECT_EQ(status_of_answer(answer_to(catcher, post("/mine"))), 503);
  EXPECT_EQ(status_of_answer(answer_to(catcher, post("/other"))), 200);
  EXPECT_EQ(app.requests().size(), 1U);
  EXPECT_FALSE(catcher.get("/api/captures/1").contains("forwarded"));
  EXPECT_TRUE(catcher.get("/api/captures/2").contains("forwarded"));
}

TEST(Forwarding, AnAnswerThatThePathAsksForComesFirstToo) {
  ScriptedReceiver app(answering(plain_answer(200)));
  CatcherOptions options = forwarding_to(app.url("/"));
  options.path_replies = true;
  RunningCatcher catcher(options);
  EXPECT_EQ(status_of_answer(answer_to(catcher, post("/x/status/503"))), 503);
  EXPECT_EQ(status_of_answer(answer_to(catcher, post("/x/status/shipped"))), 200);
  EXPECT_EQ(app.requests().size(), 1U);
}

TEST(Forwarding, WhatIsRefusedIsNotForwarded) {
  ScriptedReceiver app(answering(plain_answer(200)));
  RunningCatcher catcher(forwarding_to(app.url("/")));
  RawClient client(catcher->catching_url());
  client.send("POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n");
  EXPECT_EQ(status_of_answer(client.read_to_end()), 400);
  EXPECT_EQ(app.connections(), 0U);
}

TEST(Forwarding, ManySlowAnswersHoldUpNeitherCatchingNorOtherAnswers) {
  ScriptedReceiver app([](Connection& connection) {
    if (connection.read_request().starts_with("POST /slow")) {
      connection.read_to_end();
    } else {
      connection.send(plain_answer(200));
    }
  });
  CatcherOptions options = forwarding_to(app.url("/"));
  options.loops = 1;
  RunningCatcher catcher(options);
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 300; ++i) {
    slow.push_back(std::make_unique<RawClient>(catcher->catching_url()));
    slow.back()->send(post("/slow"));
  }
  catcher.get("/api/wait?count=300&timeout=20s");
  EXPECT_EQ(status_of_answer(answer_to(catcher, post("/quick"))), 200);
}

TEST(Forwarding, ASenderThatGoesAwayLosesNothingOfTheRecord) {
  ScriptedReceiver app([](Connection& connection) {
    connection.read_request();
    connection.wait_ms(50);
    connection.send(plain_answer(201));
  });
  RunningCatcher catcher(forwarding_to(app.url("/")));
  send_and_wait_until_caught(catcher, post())->reset();
  EXPECT_EQ(catcher.get("/api/wait?status=201&timeout=20s").at("captures").size(), 1U);
  EXPECT_EQ(catcher.get("/api/captures/1").at("forwarded").at("status"), 201);
}

TEST(Forwarding, AWaitForAStatusSeesWhatIsAnsweredLater) {
  std::promise<void> answer_now;
  auto now = answer_now.get_future().share();
  ScriptedReceiver app([now](Connection& connection) {
    connection.read_request();
    now.wait();
    connection.send(plain_answer(500));
  });
  RunningCatcher catcher(forwarding_to(app.url("/")));
  const auto sender = send_and_wait_until_caught(catcher, post());
  auto waiting = std::async(std::launch::async,
                            [&] { return catcher.get("/api/wait?status=500&timeout=20s"); });
  answer_now.set_value();
  EXPECT_EQ(waiting.get().at("captures").at(0).at("id"), 1);
}

TEST(Forwarding, AViewerIsToldWhenTheAnswerHasCome) {
  std::promise<void> answer_now;
  auto now = answer_now.get_future().share();
  ScriptedReceiver app([now](Connection& connection) {
    connection.read_request();
    now.wait();
    connection.send(plain_answer(418));
  });
  RunningCatcher catcher(forwarding_to(app.url("/")));
  RawClient viewer(catcher->watching_url());
  viewer.send("GET /api/stream HTTP/1.1\r\n\r\n");
  viewer.read_until("retry: 1000");
  const auto sender = send_and_wait_until_caught(catcher, post());
  EXPECT_THAT(viewer.read_until("event: capture\nid: 1\n"), HasSubstr("event: capture"));
  answer_now.set_value();
  EXPECT_THAT(viewer.read_until("\"status\":418"), HasSubstr("event: updated\ndata: {\"id\":1,"));
}

TEST(Forwarding, AViewerThatComesBackIsToldOfAnswersItMayHaveMissed) {
  ScriptedReceiver app(answering(plain_answer(418)));
  RunningCatcher catcher(forwarding_to(app.url("/")));
  answer_to(catcher, post());
  RawClient viewer(catcher->watching_url());
  viewer.send("GET /api/stream HTTP/1.1\r\nLast-Event-ID: 1\r\n\r\n");
  EXPECT_THAT(viewer.read_until("event: updated\ndata: {\"id\":1,"), HasSubstr("retry"));
}

TEST(Forwarding, LogsALineOnceItIsAnswered) {
  ScriptedReceiver app(answering(plain_answer(418)));
  CatcherOptions options = forwarding_to(app.url("/"));
  RunningCatcher catcher(options);
  answer_to(catcher, post());
  EXPECT_THAT(catcher.end(), HasSubstr("#1 POST /x 3 B -> 418 "));
}

/// An app that takes so long for its answer, whatever the machine does.
ScriptedReceiver::Script slow_app(int ms) {
  return [ms](Connection& connection) {
    connection.read_request();
    connection.wait_ms(ms);
    connection.send(
        "HTTP/1.1 201 Created\r\nContent-Type: text/css\r\nContent-Length: 3\r\n\r\na{}");
  };
}

TEST(Forwarding, CountsTheWaitForTheAppIntoTheCapturesTime) {
  ScriptedReceiver app(slow_app(120));
  const TempFolder folder;
  for (const std::string& store : {std::string("memory"), folder.file("c.db")}) {
    CatcherOptions options = forwarding_to(app.url("/"));
    options.store = store;
    RunningCatcher catcher(options);
    answer_to(catcher, post());
    const json capture = catcher.get("/api/captures/1");
    EXPECT_GE(capture.at("duration_us"), 120'000) << store;
    EXPECT_GE(catcher.get("/api/captures").at("captures").at(0).at("duration_us"), 120'000);
    EXPECT_GE(capture.at("duration_us"), capture.at("forwarded").at("duration_us")) << store;
    const std::string log = catcher.end();
    const double logged_ms = std::stod(log.substr(log.find(" in ") + 4));
    EXPECT_NEAR(logged_ms * 1000, capture.at("duration_us").get<double>(), 100) << log;
  }
}

TEST(Forwarding, IsToldByExportsWithTheAnswerAndItsTime) {
  ScriptedReceiver app(slow_app(60));
  RunningCatcher catcher(forwarding_to(app.url("/")));
  answer_to(catcher, post());
  EXPECT_EQ(json::parse(catcher.get_export("ndjson")), catcher.get("/api/captures/1"));
  const json entry = json::parse(catcher.get_export("har")).at("log").at("entries").at(0);
  EXPECT_GE(entry.at("time"), 60);
  EXPECT_GE(entry.at("timings").at("wait"), 60);
  EXPECT_EQ(entry.at("response").at("status"), 201);
  EXPECT_EQ(entry.at("response").at("content"),
            json::parse(R"({"size": 3, "mimeType": "text/css", "text": "a{}"})"));
}

TEST(Forwarding, LogsTheWholeCaptureAsJsonOnceItIsAnswered) {
  ScriptedReceiver app(answering(plain_answer(418)));
  CatcherOptions options = forwarding_to(app.url("/"));
  options.lines.format = LineFormat::kJson;
  RunningCatcher catcher(options);
  answer_to(catcher, post());
  const auto line = json::parse(catcher.end());
  EXPECT_EQ(line["id"], 1);
  EXPECT_EQ(line["body"]["data"], "a=b");
  EXPECT_EQ(line["reply"]["status"], 418);
  EXPECT_EQ(line["forwarded"]["status"], 418);
}

TEST(Forwarding, IsToldByTheCallThatSaysHowItIs) {
  ScriptedReceiver app(keep_silent);
  RunningCatcher catcher(forwarding_to(app.url("/app")));
  EXPECT_EQ(catcher.get("/api/health").at("forward"), app.url("/app"));
}

TEST(Forwarding, AStopAnswersWhoStillWaits) {
  ScriptedReceiver app(keep_silent);
  const TempFolder folder;
  CatcherOptions options = forwarding_to(app.url("/"));
  options.store = folder.file("c.db");
  RunningCatcher catcher(options);
  const auto sender = send_and_wait_until_caught(catcher, post());
  const auto start = std::chrono::steady_clock::now();
  catcher->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
  const std::string answer = sender->read_to_end();
  EXPECT_EQ(status_of_answer(answer), 503);
  EXPECT_THAT(answer, HasSubstr("stopped before the answer came"));
  EXPECT_EQ(catcher->store().find(1)->reply.status, 503);
}

TEST(Forwarding, AnswersThatDontFitAreKeptInPartAndPassedOnWhole) {
  const std::string body(3 << 20, 'x');
  ScriptedReceiver app(
      answering(fmt::format("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{}", body.size(), body)));
  RunningCatcher catcher(forwarding_to(app.url("/")));
  EXPECT_EQ(body_of_answer(answer_to(catcher, post())), body);
  const json kept = catcher.get("/api/captures/1").at("forwarded").at("body");
  EXPECT_EQ(kept.at("size"), body.size());
  EXPECT_EQ(kept.at("stored"), 1 << 20);
  EXPECT_EQ(kept.at("truncated"), true);
}

std::string refusal_of(const CatcherOptions& options, ExitCode code) {
  try {
    RunningCatcher catcher(options);
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), code) << failure.what();
    return failure.what();
  }
  return "accepted";
}

TEST(Forwarding, RefusesAUrlThatMakesNoSense) {
  EXPECT_THAT(refusal_of(forwarding_to("localhost:3000"), ExitCode::kUsage),
              HasSubstr("--forward localhost:3000: a URL starts with http:// or https://"));
  EXPECT_THAT(refusal_of(forwarding_to("http://localhost/?a=b"), ExitCode::kUsage),
              HasSubstr("it has a query"));
  EXPECT_THAT(refusal_of(forwarding_to("http://u:p@localhost/"), ExitCode::kUsage),
              HasSubstr("user and password"));
}

TEST(Forwarding, RefusesAHostThatIsNotAllowed) {
  EXPECT_THAT(refusal_of(forwarding_to("http://example.com"), ExitCode::kCannotRun),
              HasSubstr("--allow-host example.com"));
  CatcherOptions allowed = forwarding_to("http://example.com");
  allowed.allowed_hosts = {"example.com"};
  EXPECT_EQ(refusal_of(allowed, ExitCode::kCannotRun), "accepted");
  allowed.allowed_hosts = {"http://example.com"};
  EXPECT_THAT(refusal_of(allowed, ExitCode::kUsage), HasSubstr("--allow-host"));
}

TEST(Forwarding, RefusesToForwardToItself) {
  CatcherOptions options = forwarding_to("");
  options.listen.port = unused_port();
  options.forward = fmt::format("http://localhost:{}/x", options.listen.port);
  EXPECT_THAT(refusal_of(options, ExitCode::kUsage), HasSubstr("where this catcher catches"));
}

TEST(Forwarding, RefusesEveryWayToItself) {
  const auto refusal = [](const std::string& listening, const std::string& host) {
    CatcherOptions options = forwarding_to("");
    options.listen = {listening, unused_port()};
    options.forward = fmt::format("http://{}:{}", host, options.listen.port);
    options.allowed_hosts = {"0.0.0.0"};
    return refusal_of(options, ExitCode::kUsage);
  };
  for (const char* host : {"127.0.0.1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0.0.0.0",
                           "localhost", "LOCALHOST.", "app.localhost"}) {
    EXPECT_THAT(refusal("127.0.0.1", host), HasSubstr("where this catcher catches")) << host;
    EXPECT_THAT(refusal("0.0.0.0", host), HasSubstr("where this catcher catches")) << host;
  }
  EXPECT_THAT(refusal("0.0.0.0", "127.0.0.2"), HasSubstr("where this catcher catches"));
  EXPECT_EQ(refusal("127.0.0.1", "127.0.0.2"), "accepted");
}

TEST(Forwarding, RefusesToForwardToItsOwnPage) {
  CatcherOptions options = forwarding_to("");
  options.page.port = unused_port();
  options.forward = fmt::format("http://[::ffff:127.0.0.1]:{}", options.page.port);
  EXPECT_THAT(refusal_of(options, ExitCode::kUsage),
              HasSubstr("where this catcher shows its page"));
}

}  // namespace
}  // namespace hookline::test
