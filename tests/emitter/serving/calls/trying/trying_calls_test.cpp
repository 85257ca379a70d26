#include "tests/support/api_answer.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/served_platform.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using nlohmann::json;
using test::ServedAnswer;
using test::ServedPlatform;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class TryingCalls : public testing::Test {
 protected:
  ScriptedReceiver receiver{answering(answer_with(202, "taken <b>\u202e"))};
  ServedPlatform platform;
};

TEST_F(TryingCalls, SendTheSampleAndTellAllOfIt) {
  const ServedAnswer sent = platform.post(
      "/hookline/sample", {{"url", receiver.url("/hook?a=b")}, {"event", "subscribe"}});
  EXPECT_EQ(sent["outcome"], "answered");
  EXPECT_EQ(sent["status"], 202);
  EXPECT_EQ(sent["answer"]["body"], "taken <b>\u202e");
  EXPECT_EQ(sent["answer"]["is_cut"], false);
  EXPECT_GT(sent["duration_ms"], 0);
  ASSERT_THAT(receiver.requests(), SizeIs(1));
  const std::string request = receiver.requests().front();
  EXPECT_THAT(request, HasSubstr("POST /hook?a=b HTTP/1.1\r\n"));
  EXPECT_TRUE(request.ends_with("\r\n\r\n" + sent["sent"]["body"].get<std::string>()));
  for (const json& header : sent["sent"]["headers"]) {
    EXPECT_THAT(request, HasSubstr(header["name"].get<std::string>() + ": " +
                                   header["value"].get<std::string>() + "\r\n"));
  }
  EXPECT_NE(sent["live_body"], sent["sent"]["body"]);
  EXPECT_THAT(sent["live_body"].get<std::string>(), HasSubstr("type=subscribe"));
}

TEST_F(TryingCalls, SendToAWebhook) {
  platform.listen(receiver.url("/mine"));
  const ServedAnswer sent =
      platform.post("/hookline/sample", {{"webhook", 1}, {"event", "open"}, {"live", true}});
  EXPECT_EQ(sent["url"], receiver.url("/mine"));
  EXPECT_EQ(sent["sent"]["body"].get<std::string>().substr(0, 9), "type=open");
}

TEST_F(TryingCalls, ShowWhatWouldBeSentForEachEvent) {
  for (const EventType type : all_event_types()) {
    const ServedAnswer shown =
        platform.post("/hookline/sample", {{"event", name_of(type)}, {"send", false}});
    EXPECT_EQ(shown["outcome"], nullptr);
    EXPECT_EQ(shown["answer"], nullptr);
    EXPECT_THAT(shown["sent"]["body"].get<std::string>(), HasSubstr("type="));
  }
  EXPECT_THAT(receiver.requests(), IsEmpty());
}

TEST_F(TryingCalls, TellThatNobodyAnswers) {
  ScriptedReceiver silent([](ScriptedReceiver::Connection& connection) {
    connection.read_request();
    connection.close();
  });
  const ServedAnswer sent =
      platform.post("/hookline/sample", {{"url", silent.url("/")}, {"event", "subscribe"}});
  EXPECT_EQ(sent["status"], nullptr);
  EXPECT_EQ(sent["answer"], nullptr);
  EXPECT_FALSE(sent["problem"].get<std::string>().empty());
}

TEST_F(TryingCalls, CutALongAnswer) {
  ScriptedReceiver talkative(answering(answer_with(200, std::string(100'000, 'x'))));
  const ServedAnswer sent =
      platform.post("/hookline/sample", {{"url", talkative.url("/")}, {"event", "subscribe"}});
  EXPECT_EQ(sent["answer"]["is_cut"], true);
  EXPECT_THAT(sent["answer"]["body"].get<std::string>(), SizeIs(64 << 10));
}

TEST_F(TryingCalls, ReachNoHostThatIsNotAllowed) {
  const ServedAnswer sample = platform.post(
      "/hookline/sample", {{"url", "http://shop.example/hook"}, {"event", "subscribe"}});
  EXPECT_EQ(sample["outcome"], "forbidden");
  EXPECT_THAT(sample["problem"].get<std::string>(), HasSubstr("--allow-host"));
  const ServedAnswer probed =
      platform.post("/hookline/probe", {{"url", "http://169.254.169.254/latest"}});
  EXPECT_EQ(probed.status, 422);
  EXPECT_EQ(probed["pointer"], "/url");
}

TEST_F(TryingCalls, RefuseWhatMakesNoSense) {
  const auto status = [&](const json& body) {
    return platform.post("/hookline/sample", body).status;
  };
  EXPECT_EQ(status({{"event", "subscribe"}}), 422);
  EXPECT_EQ(status({{"event", "nothing"}, {"send", false}}), 422);
  EXPECT_EQ(status({{"url", receiver.url("/")}}), 422);
  EXPECT_EQ(status({{"url", receiver.url("/")}, {"webhook", 1}, {"event", "open"}}), 422);
  EXPECT_EQ(status({{"webhook", 7}, {"event", "open"}}), 422);
  EXPECT_EQ(status({{"url", "http://a b/"}, {"event", "open"}}), 422);
  EXPECT_EQ(platform.call("POST", "/hookline/sample", "x").status, 400);
  EXPECT_EQ(platform.post("/hookline/probe", json::object()).status, 422);
  EXPECT_EQ(test::call_api(platform->url(), "POST", "/hookline/probe", "{}").status, 401);
}

TEST_F(TryingCalls, ProbeAUrl) {
  const ServedAnswer report = platform.post("/hookline/probe", {{"url", receiver.url("/hook")}});
  EXPECT_EQ(report.status, 200);
  EXPECT_EQ(report["url"], receiver.url("/hook"));
  EXPECT_GT(report["findings"].size(), 5u);
}

TEST_F(TryingCalls, SayWhatIsWrongWithAUrlThatIsProbed) {
  const ServedAnswer report = platform.post("/hookline/probe", {{"url", "http://a|b/"}});
  EXPECT_EQ(report["verdict"], "fails");
}

}  // namespace
}  // namespace hookline
