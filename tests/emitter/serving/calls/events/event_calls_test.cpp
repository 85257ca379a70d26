#include "tests/support/api_answer.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/served_platform.h"

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

ServingOptions with_lists() {
  ServingOptions options;
  AccountState& state = options.platform.account.emplace().state;
  for (const char* name : {"Newsletter", "Product news"}) {
    List list;
    list.name = name;
    state.lists.put(list);
  }
  return options;
}

class EventCalls : public testing::Test {
 protected:
  void add(const std::string& contact) {
    platform.act({{"action", "contact.add"}, {"contact", contact}});
  }
  void tag(const std::string& contact, const std::string& tag) {
    platform.act({{"action", "contact.tag"}, {"contact", contact}, {"tag", tag}});
  }
  /// How webhook `id` is judged by event `event`.
  json judged(int event, int id) {
    const ServedAnswer answer = platform.get("/hookline/events/" + std::to_string(event));
    for (const json& one : answer["webhooks"])
      if (one["id"] == id) return one;
    return nullptr;
  }

  ScriptedReceiver receiver{answering(plain_answer(200))};
  ServedPlatform platform{with_lists()};
};

TEST_F(EventCalls, TellWhatHappenedTheNewestFirst) {
  platform.listen(receiver.url("/hook"));
  platform.act(
      {{"action", "contact.add"}, {"contact", "jane@example.com"}, {"list", 2}, {"as", "public"}});
  tag("jane@example.com", "vip");
  const ServedAnswer all = platform.get("/hookline/events");
  EXPECT_THAT(all.ids("events"), ElementsAre(2, 1));
  EXPECT_EQ(all["last"], 2);
  EXPECT_EQ(all["oldest"], 1);
  const json joined = all["events"][1];
  EXPECT_EQ(joined["type"], "subscribe");
  EXPECT_EQ(joined["label"], "Contact added");
  EXPECT_EQ(joined["source"], "public");
  EXPECT_EQ(joined["contact"], json({{"id", 1}, {"email", "jane@example.com"}}));
  EXPECT_EQ(joined["lists"], json({2}));
  EXPECT_EQ(joined["summary"], "jane@example.com added to Product news");
  EXPECT_EQ(joined["fired"], json({1}));
  EXPECT_EQ(joined["deliveries"], json({1}));
  EXPECT_EQ(all["events"][0]["summary"], "tag \"vip\" given to jane@example.com");
}

TEST_F(EventCalls, AreFoundByWhatIsAskedFor) {
  add("jane@example.com");
  add("john@example.com");
  tag("jane@example.com", "vip");
  const auto found = [&](const std::string& query) {
    return platform.get("/hookline/events?" + query).ids("events");
  };
  EXPECT_THAT(found("type=subscribe"), ElementsAre(2, 1));
  EXPECT_THAT(found("contact=1"), ElementsAre(3, 1));
  EXPECT_THAT(found("before=3&limit=1"), ElementsAre(2));
  EXPECT_THAT(found("after=2"), ElementsAre(3));
  for (const char* query : {"type=x", "contact=x", "limit=0", "before=0", "order=newest"})
    EXPECT_EQ(platform.get(std::string("/hookline/events?") + query).status, 400) << query;
}

TEST_F(EventCalls, SayByWhichRuleEachWebhookHeardOfItOrDidNot) {
  const std::string url = receiver.url("/hook");
  platform.listen(url, {{"name", "all"}});
  platform.listen(url, {{"name", "event"}, {"events", {"open"}}});
  platform.listen(url, {{"name", "source"}, {"sources", {"public"}}});
  platform.listen(url, {{"name", "list"}, {"list", 2}});
  platform.act({{"action", "contact.add"}, {"contact", "jane@example.com"}, {"list", 1}});
  const ServedAnswer event = platform.get("/hookline/events/1");
  EXPECT_EQ(event["fired"], json({1}));
  EXPECT_THAT(event["body"].get<std::string>(), HasSubstr("type=subscribe"));
  EXPECT_EQ(judged(1, 1), json({{"id", 1},
                                {"name", "all"},
                                {"fired", true},
                                {"rule", nullptr},
                                {"why",
                                 "listens for subscribe caused by an admin user, on all "
                                 "lists"},
                                {"delivery", 1}}));
  EXPECT_EQ(judged(1, 2)["rule"], "event");
  EXPECT_EQ(judged(1, 2)["why"], "does not listen for subscribe");
  EXPECT_EQ(judged(1, 3)["rule"], "source");
  EXPECT_EQ(judged(1, 4)["rule"], "list");
  EXPECT_EQ(judged(1, 4)["why"],
            "listens only on list 2, which is not among the event's lists (1)");
}

TEST_F(EventCalls, JudgeByTheWebhooksAsTheyWereThen) {
  platform.listen(receiver.url("/hook"), {{"name", "before"}, {"events", {"open"}}});
  add("jane@example.com");
  platform.listen(receiver.url("/hook"), {{"name", "after"}});
  platform.call("DELETE", "/hookline/webhooks/1");
  add("john@example.com");
  EXPECT_EQ(judged(1, 1)["name"], "before");
  EXPECT_EQ(judged(1, 1)["rule"], "event");
  EXPECT_EQ(judged(1, 2), nullptr);
  EXPECT_EQ(judged(2, 1), nullptr);
  EXPECT_EQ(judged(2, 2)["fired"], true);
}

TEST_F(EventCalls, SayThatOneIsSwitchedOffAndWhy) {
  ScriptedReceiver gone(answering(plain_answer(410)));
  platform.listen(gone.url("/hook"));
  add("jane@example.com");
  auto& news = platform->platform().news();
  for (auto place = news.now().place;
       platform.get("/hookline/webhooks/1")["webhook"]["state"] == "active";
       place = news.now().place) {
    news.wait_past(place, std::chrono::steady_clock::now() + std::chrono::milliseconds(50), {});
  }
  tag("jane@example.com", "vip");
  EXPECT_EQ(judged(2, 1)["rule"], "inactive");
  EXPECT_EQ(judged(2, 1)["why"], "is inactive since it answered 410");
  EXPECT_EQ(judged(1, 1)["fired"], true);
}

TEST_F(EventCalls, HaveAsManyDeliveriesAsWebhooksThatFired) {
  for (int i = 0; i < 3; ++i) platform.listen(receiver.url("/hook"));
  platform.act({{"action", "contact.add"}, {"contact", "jane@example.com"}, {"lists", {1, 2}}});
  const ServedAnswer events = platform.get("/hookline/events");
  EXPECT_EQ(events["events"][1]["deliveries"], json({1, 2, 3}));
  EXPECT_EQ(events["events"][0]["deliveries"], json({4, 5, 6}));
  EXPECT_EQ(judged(2, 3)["delivery"], 6);
}

TEST_F(EventCalls, AreNoneWhereNothingHappened) {
  EXPECT_THAT(platform.get("/hookline/events")["events"], IsEmpty());
  EXPECT_EQ(platform.get("/hookline/events/1").status, 404);
  EXPECT_EQ(platform.get("/hookline/events/x").status, 404);
  EXPECT_EQ(test::call_api(platform->url(), "GET", "/hookline/events").status, 401);
}

TEST_F(EventCalls, HoldHostileTextsAsText) {
  const std::string hostile = "<b onmouseover=alert(1)>\u202e\x01";
  add("jane@example.com");
  tag("jane@example.com", hostile);
  const json event = platform.get("/hookline/events/2").body;
  EXPECT_EQ(event["step"]["tag"], hostile);
  EXPECT_THAT(event["summary"].get<std::string>(), HasSubstr("\\u202e\\x01"));
}

}  // namespace
}  // namespace hookline
