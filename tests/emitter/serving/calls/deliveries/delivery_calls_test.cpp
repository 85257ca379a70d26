#include "tests/support/scripted_receiver.h"
#include "tests/support/served_platform.h"
#include "tests/support/temp_folder.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using nlohmann::json;
using test::ServedAnswer;
using test::ServedPlatform;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class DeliveryCalls : public testing::Test {
 protected:
  /// Of the deliveries that follow, the first.
  std::uint64_t tag(const std::string& contact, const std::string& tag) {
    return platform.act(
        {{"action", "contact.tag"}, {"contact", contact}, {"tag", tag}})["deliveries"][0];
  }
  std::uint64_t add(const std::string& contact) {
    return platform.act({{"action", "contact.add"}, {"contact", contact}})["deliveries"][0];
  }

  ScriptedReceiver receiver{answering(plain_answer(200))};
  ServedPlatform platform;
};

TEST_F(DeliveryCalls, TellWhomAndByWhomEachIs) {
  platform.listen(receiver.url("/hook"));
  const json delivery = platform.ended(add("jane@example.com"));
  EXPECT_EQ(delivery["source"], "admin");
  EXPECT_EQ(delivery["contact"], json({{"id", 1}, {"email", "jane@example.com"}}));
  EXPECT_THAT(delivery["body"].get<std::string>(), HasSubstr("type=subscribe"));
  EXPECT_EQ(delivery["attempts"][0]["status"], 200);
}

TEST_F(DeliveryCalls, AreMarkedAsTheirRequestsAre) {
  platform.listen(receiver.url("/hook"));
  const json delivery = platform.ended(add("jane@example.com"));
  const std::string mark = delivery["mark"];
  EXPECT_THAT(receiver.requests().front(), HasSubstr("Hookline-Delivery: " + mark + "\r\n"));
}

TEST_F(DeliveryCalls, AreFoundByWhatIsAskedFor) {
  platform.listen(receiver.url("/hook"));
  add("jane@example.com");
  add("john@example.com");
  tag("jane@example.com", "vip");
  tag("john@example.com", "vip");
  const auto found = [&](const std::string& query) {
    return platform.get("/hookline/deliveries?" + query).ids("deliveries");
  };
  EXPECT_THAT(found("type=contact_tag_added"), ElementsAre(3, 4));
  EXPECT_THAT(found("contact=1"), ElementsAre(1, 3));
  EXPECT_THAT(found("event=2"), ElementsAre(2));
  EXPECT_THAT(found("ids=4,2,9,2"), ElementsAre(2, 4));
  EXPECT_THAT(found("ids=4,2&order=newest"), ElementsAre(4, 2));
  EXPECT_THAT(found("order=newest&limit=2"), ElementsAre(4, 3));
  EXPECT_THAT(found("order=newest&before=3"), ElementsAre(2, 1));
  EXPECT_THAT(found("after=1&before=4"), ElementsAre(2, 3));
  EXPECT_THAT(found("after=3&before=2"), IsEmpty());
  EXPECT_THAT(found("webhook=2"), IsEmpty());
}

TEST_F(DeliveryCalls, AreLeanWithoutBodies) {
  ScriptedReceiver failing(answering(answer_with(500, "oops")));
  platform.listen(failing.url("/hook"));
  const json whole = platform.ended(add("jane@example.com"));
  EXPECT_EQ(whole["attempts"][0]["answer"], "oops");
  const json lean = platform.get("/hookline/deliveries?bodies=false")["deliveries"][0];
  EXPECT_FALSE(lean.contains("body"));
  EXPECT_FALSE(lean["attempts"][0].contains("answer"));
  EXPECT_EQ(lean["attempts"][0]["status"], 500);
}

TEST_F(DeliveryCalls, RefuseWhatMakesNoSense) {
  for (const char* query : {"type=nothing", "contact=0", "ids=", "ids=1,,2", "ids=1,x", "before=0",
                            "order=sideways", "bodies=perhaps", "limit=1001", "colour=red"}) {
    EXPECT_EQ(platform.get(std::string("/hookline/deliveries?") + query).status, 400) << query;
  }
  EXPECT_EQ(platform.get("/hookline/deliveries/7").status, 404);
  EXPECT_EQ(platform.get("/hookline/deliveries/x").status, 404);
}

TEST_F(DeliveryCalls, AreSentAgainWithTheSameBodyToWhereItsWebhookLeadsNow) {
  platform.listen(receiver.url("/hook"));
  const json first = platform.ended(add("jane@example.com"));
  ScriptedReceiver elsewhere(answering(plain_answer(202)));
  json webhook = platform.get("/hookline/webhooks/1")["webhook"];
  json draft;
  for (const char* key : {"name", "list", "events", "sources"}) draft[key] = webhook[key];
  draft["url"] = elsewhere.url("/new");
  EXPECT_EQ(platform.put("/hookline/webhooks/1", draft).status, 200);

  const ServedAnswer again = platform.call("POST", "/hookline/deliveries/1/again");
  EXPECT_EQ(again.status, 200);
  const json second = platform.ended(again["delivery"]);
  EXPECT_EQ(second["id"], 2);
  EXPECT_EQ(second["repeat_of"], 1);
  EXPECT_EQ(second["body"], first["body"]);
  EXPECT_EQ(second["source"], first["source"]);
  EXPECT_EQ(second["event"], first["event"]);
  EXPECT_EQ(second["contact"], first["contact"]);
  EXPECT_EQ(second["url"], elsewhere.url("/new"));
  EXPECT_EQ(second["attempts"][0]["status"], 202);
  EXPECT_THAT(elsewhere.requests().front(), HasSubstr(first["body"].get<std::string>()));
  EXPECT_THAT(platform.get("/hookline/deliveries?event=1").ids("deliveries"), ElementsAre(1, 2));
  EXPECT_THAT(platform.get("/hookline/events")["events"], SizeIs(1));
}

TEST_F(DeliveryCalls, AreNotSentAgainWhereTheWebhookIsGoneOrOff) {
  ScriptedReceiver gone(answering(plain_answer(410)));
  platform.listen(gone.url("/hook"));
  platform.ended(add("jane@example.com"));
  auto& news = platform->platform().news();
  for (auto place = news.now().place;
       platform.get("/hookline/webhooks/1")["webhook"]["state"] == "active";
       place = news.now().place) {
    news.wait_past(place, std::chrono::steady_clock::now() + std::chrono::milliseconds(50), {});
  }
  const ServedAnswer off = platform.call("POST", "/hookline/deliveries/1/again");
  EXPECT_EQ(off.status, 409);
  EXPECT_EQ(off["error"], "webhook \"any\" is inactive since it answered 410");
  platform.call("DELETE", "/hookline/webhooks/1");
  const ServedAnswer removed = platform.call("POST", "/hookline/deliveries/1/again");
  EXPECT_EQ(removed.status, 409);
  EXPECT_THAT(removed["error"].get<std::string>(), HasSubstr("was removed"));
  EXPECT_EQ(platform.call("POST", "/hookline/deliveries/9/again").status, 404);
  EXPECT_THAT(gone.requests(), SizeIs(1));
}

TEST(KeptDeliveries, StayRepeatsWhenThePlatformIsStartedAgain) {
  const TempFolder folder;
  ServingOptions options;
  options.store = folder.file("platform.db");
  ScriptedReceiver receiver(answering(plain_answer(200)));
  json before;
  {
    ServedPlatform platform(options);
    platform.listen(receiver.url("/hook"));
    platform.ended(platform.act(
        {{"action", "contact.add"}, {"contact", "jane@example.com"}})["deliveries"][0]);
    platform.act({{"action", "contact.add"}, {"contact", "john@example.com"}});
    before = platform.ended(platform.call("POST", "/hookline/deliveries/1/again")["delivery"]);
  }
  ServedPlatform again(options);
  json after = again.get("/hookline/deliveries/3").body;
  EXPECT_FALSE(after.contains("mark"));
  before.erase("mark");
  EXPECT_EQ(after, before);
  EXPECT_THAT(again.get("/hookline/events")["events"], IsEmpty());
  const ServedAnswer forgotten = again.get("/hookline/events/1");
  EXPECT_EQ(forgotten.status, 404);
  EXPECT_THAT(forgotten["hint"].get<std::string>(), HasSubstr("started again"));
}

TEST_F(DeliveryCalls, HoldHostileTextsAsText) {
  const std::string hostile = "</script><img src=x onerror=alert(1)>\u202e";
  ScriptedReceiver rude(answering(answer_with(500, hostile + "\xff")));
  platform.listen(rude.url("/hook"));
  add("jane@example.com");
  const json delivery = platform.ended(tag("jane@example.com", hostile));
  EXPECT_THAT(delivery["attempts"][0]["answer"].get<std::string>(), HasSubstr(hostile));
}

}  // namespace
}  // namespace hookline
