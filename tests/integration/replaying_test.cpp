#include "catcher/captures/store/capture_store.h"
#include "tests/support/raw_client.h"
#include "tests/support/running_catcher.h"
#include "tests/support/scripted_receiver.h"

#include <chrono>
#include <future>
#include <string>

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
using testing::SizeIs;
using testing::StartsWith;
using Connection = ScriptedReceiver::Connection;

/// A catcher that has caught one request, and an app to send it to again.
class Replaying : public testing::Test {
 protected:
  void catch_one(const std::string& request) {
    RawClient client(catcher_->catching_url());
    client.send(request);
    client.read_answer();
  }
  json replay(const json& order, int status = 200, int id = 1) {
    return json::parse(
        catcher_.call("POST", fmt::format("/api/captures/{}/replay", id), order.dump(), status));
  }
  std::string request_at_app() { return app_.requests().back(); }

  ScriptedReceiver app_{answering("HTTP/1.1 202 Taken\r\nA: b\r\nContent-Length: 4\r\n\r\nyes\n")};
  RunningCatcher catcher_;
};

TEST_F(Replaying, SendsTheSameBytesAgainAndAnswersWithTheAnswer) {
  const std::string body("a\0\xff=b", 5);
  catch_one(
      "PATCH /x?y HTTP/1.1\r\nX-Sig: t=1\r\nHost: caught\r\nx-sig: 2\r\nContent-Length: "
      "5\r\n\r\n" +
      body);
  const json answer = replay({{"to", app_.url("")}});
  EXPECT_EQ(request_at_app(),
            fmt::format("PATCH /x?y HTTP/1.1\r\nX-Sig: t=1\r\nHost: 127.0.0.1:{}\r\nx-sig: "
                        "2\r\nContent-Length: 5\r\n\r\n{}",
                        app_.port(), body));
  EXPECT_EQ(answer.at("status"), 202);
  EXPECT_GT(answer.at("duration_us"), 0);
  EXPECT_EQ(answer.at("headers"), json::parse(R"([["A","b"],["Content-Length","4"]])"));
  EXPECT_EQ(answer.at("body").at("data"), "yes\n");
}

TEST_F(Replaying, GoesToTheUrlsPathWhereItHasOne) {
  catch_one("POST /x HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
  replay({{"to", app_.url("/hook?a=b")}});
  EXPECT_THAT(request_at_app(), StartsWith("POST /hook?a=b HTTP/1.1\r\n"));
}

TEST_F(Replaying, SendsWhatWasEditedInstead) {
  catch_one("POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n");
  replay({{"to", app_.url("")},
          {"method", "PUT"},
          {"target", "/y"},
          {"headers", json::parse(R"([["B", "2"], ["Host", "shop"], ["b", "1"]])")},
          {"body_base64", "AP8="}});
  EXPECT_EQ(request_at_app(), std::string("PUT /y HTTP/1.1\r\nB: 2\r\nHost: shop\r\nb: "
                                          "1\r\nContent-Length: 2\r\n\r\n") +
                                  std::string("\0\xff", 2));
  const json replays = catcher_.get("/api/captures/1").at("replays");
  EXPECT_EQ(replays.at(0).at("edited"), json({"method", "target", "headers", "body"}));
  EXPECT_EQ(replays.at(0).at("to"), app_.url("/y"));
}

TEST_F(Replaying, ListsAttemptsAndAnswersUnderTheCaptureNewestLast) {
  catch_one("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_FALSE(catcher_.get("/api/captures/1").contains("replays"));
  replay({{"to", app_.url("/one")}});
  const std::string down = fmt::format("http://127.0.0.1:{}/two", unused_port());
  replay({{"to", down}}, 502);
  const json replays = catcher_.get("/api/captures/1").at("replays");
  ASSERT_THAT(replays, SizeIs(2));
  EXPECT_EQ(replays[0].at("to"), app_.url("/one"));
  EXPECT_EQ(replays[0].at("status"), 202);
  EXPECT_EQ(replays[0].at("body").at("data"), "yes\n");
  EXPECT_THAT(replays[0].at("at"), EndsWith("Z"));
  EXPECT_EQ(replays[1].at("to"), down);
  EXPECT_THAT(replays[1].at("error"), HasSubstr("refused the connection"));
  EXPECT_EQ(catcher_.get("/api/captures/1").at("reply").at("status"), 200)
      << "what the sender got is not changed";
}

TEST_F(Replaying, SaysWhyNoAnswerCame) {
  catch_one("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  ScriptedReceiver garbage(answering("garbage\r\n\r\n"));
  const json answer = replay({{"to", garbage.url()}}, 502);
  EXPECT_THAT(answer.at("error"), HasSubstr("something that is not HTTP"));
  EXPECT_TRUE(answer.contains("hint"));
  EXPECT_FALSE(answer.contains("status"));
}

TEST_F(Replaying, GoesToNoHostThatIsNotAllowed) {
  catch_one("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  for (const char* host : {"example.com", "192.168.0.1", "0.0.0.0", "169.254.169.254", "127.1"}) {
    const json answer = replay({{"to", fmt::format("http://{}/", host)}}, 403);
    EXPECT_THAT(answer.at("error"), HasSubstr(host));
    EXPECT_THAT(answer.at("hint"), HasSubstr("--allow-host"));
  }
  EXPECT_FALSE(catcher_.get("/api/captures/1").contains("replays"));
}

TEST_F(Replaying, RefusesOrdersThatMakeNoSense) {
  catch_one("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  for (const char* order : {R"({"to": 5})", R"({})", R"([])", R"({"to": "x"})",
                            R"({"to": "http://localhost", "headers": [["a", "b\r\nc: d"]]})",
                            R"({"to": "http://localhost", "stray": 1})"}) {
    const json answer = replay(json::parse(order), 400);
    EXPECT_THAT(answer.at("error").get<std::string>(), testing::Not("")) << order;
    EXPECT_THAT(answer.at("hint"), HasSubstr("\"to\"")) << order;
  }
  catcher_.call("POST", "/api/captures/1/replay", "{\"to\":", 400);
  replay({{"to", app_.url()}}, 404, 99);
  catcher_.call("POST", "/api/captures/x/replay", R"({"to": "http://localhost"})", 400);
}

TEST_F(Replaying, ACaptureThatIsNotWholeNeedsABody) {
  RawClient client(catcher_->catching_url());
  client.send("POST /cut HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
  client.finish_sending();
  client.read_to_end();
  EXPECT_THAT(replay({{"to", app_.url("")}}, 409).at("error"), HasSubstr("not whole"));
  replay({{"to", app_.url("")}, {"body", "whole"}});
  EXPECT_THAT(request_at_app(), HasSubstr("Content-Length: 5\r\n\r\nwhole"));
}

TEST_F(Replaying, WhatIsNoRequestCantBeSentAgain) {
  RawClient client(catcher_->catching_url());
  client.send("hello\r\n\r\n");
  client.read_to_end();
  EXPECT_THAT(replay({{"to", app_.url()}}, 409).at("error"), HasSubstr("no HTTP request"));
}

TEST_F(Replaying, SignsAgainWithTheKeyThatIsSetForTheCapture) {
  catch_one(
      "POST / HTTP/1.1\r\nHost: h\r\nStripe-Signature: t=1,v1=00\r\nTransfer-Encoding: "
      "chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n");
  EXPECT_THAT(replay({{"to", app_.url("")}, {"sign", true}}, 409).at("hint"),
              HasSubstr("/api/signing"));
  catcher_.call("PUT", "/api/signing", R"([{"scheme": "stripe", "key": "secret"}])", 200);
  replay({{"to", catcher_->catching_url()}, {"sign", true}});
  const json again = catcher_.get("/api/captures/2");
  EXPECT_EQ(again.at("signature").at("verdict"), "valid") << again;
  EXPECT_EQ(again.at("body").at("data"), "a=b");
  EXPECT_EQ(catcher_.get("/api/captures/1").at("replays").at(0).at("edited"), json({"signature"}));
}

TEST_F(Replaying, SignsAnEditedBodyWithAKeyThatIsSentAlong) {
  catch_one("POST / HTTP/1.1\r\nHost: h\r\nwebhook-id: msg_x\r\nContent-Length: 3\r\n\r\na=b");
  const json key = {{"scheme", "standard-webhooks"}, {"key", "whsec_c2VjcmV0c2VjcmV0c2VjcmV0"}};
  catcher_.call("PUT", "/api/signing", json::array({key}).dump(), 200);
  replay({{"to", catcher_->catching_url()}, {"body", "other"}, {"sign", key}});
  const json again = catcher_.get("/api/captures/2");
  EXPECT_EQ(again.at("signature").at("verdict"), "valid") << again;
  EXPECT_THAT(catcher_.get_text("/api/captures/2/raw"), HasSubstr("webhook-id: msg_x\r\n"));
}

TEST_F(Replaying, CanGoToTheCatcherItself) {
  catch_one("POST /again HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\na=b");
  EXPECT_EQ(replay({{"to", catcher_->catching_url()}}).at("body").at("data"), "caught 2\n");
  EXPECT_EQ(catcher_.last_capture().target, "/again");
}

TEST_F(Replaying, TellsViewers) {
  catch_one("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  RawClient viewer(catcher_->watching_url());
  viewer.send("GET /api/stream HTTP/1.1\r\n\r\n");
  viewer.read_until("retry: 1000");
  replay({{"to", app_.url()}});
  EXPECT_THAT(viewer.read_until("event: updated\ndata: {\"id\":1,"), HasSubstr("updated"));
}

void keep_silent(Connection& connection) {
  connection.read_request();
  connection.read_to_end();
}

TEST_F(Replaying, IsCancelledWhileTheAppHangs) {
  catch_one("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  catch_one("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  ScriptedReceiver silent(keep_silent);
  auto hanging = std::async(std::launch::async, [&] {
    return replay({{"to", silent.url()}}, 503);
  });
  ASSERT_TRUE(silent.wait_for_requests(1));
  const auto cancel = [&](const char* target) {
    return json::parse(catcher_.call("DELETE", target, "", 200)).at("cancelled");
  };
  EXPECT_EQ(cancel("/api/captures/2/replay"), 0);
  EXPECT_EQ(cancel("/api/captures/1/replay"), 1);
  EXPECT_EQ(hanging.get().at("error"), "it was cancelled before the answer came");
  EXPECT_EQ(cancel("/api/captures/1/replay"), 0);
  EXPECT_THAT(catcher_.get("/api/captures/1").at("replays"), SizeIs(1));
}

TEST_F(Replaying, AStopEndsTheCallThatWaits) {
  catch_one("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  ScriptedReceiver silent(keep_silent);
  RawClient caller(catcher_->watching_url());
  const std::string order = json({{"to", silent.url()}}).dump();
  caller.send(
      fmt::format("POST /api/captures/1/replay HTTP/1.1\r\nHost: localhost\r\n"
                  "Content-Length: {}\r\n\r\n{}",
                  order.size(), order));
  ASSERT_TRUE(silent.wait_for_requests(1));
  const auto start = std::chrono::steady_clock::now();
  catcher_->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
  EXPECT_THAT(caller.read_to_end(), HasSubstr("stopped before the answer came"));
}

TEST_F(Replaying, IsNotForPagesOfOtherSites) {
  catch_one("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  RawClient foreign(catcher_->watching_url());
  foreign.send(
      "POST /api/captures/1/replay HTTP/1.1\r\nHost: localhost\r\nOrigin: "
      "http://evil.example\r\nContent-Length: 2\r\n\r\n{}");
  EXPECT_EQ(status_of_answer(foreign.read_answer()), 403);
  EXPECT_EQ(app_.connections(), 0U);
}

}  // namespace
}  // namespace hookline::test
