#include "tests/support/api_answer.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/served_platform.h"
#include "tests/support/temp_folder.h"

#include <string>

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

ServingOptions with_a_list() {
  ServingOptions options;
  List newsletter;
  newsletter.name = "Newsletter";
  options.platform.account.emplace().state.lists.put(newsletter);
  return options;
}

json draft() {
  return {{"name", "To the shop"},
          {"url", "http://localhost:8080/shop"},
          {"list", 1},
          {"events", {"unsubscribe", "subscribe"}},
          {"sources", {"public"}}};
}

json with(json draft, const char* key, const json& value) {
  draft[key] = value;
  return draft;
}

/// "/url: a sentence" of each.
std::vector<std::string> told(const json& problems) {
  std::vector<std::string> told;
  for (const json& one : problems)
    told.push_back(one.at("pointer").get<std::string>() + ": " +
                   one.at("error").get<std::string>());
  return told;
}

class PageWebhooks : public testing::Test {
 protected:
  json checked(const json& webhook) {
    return platform.post("/hookline/webhooks/check", webhook).body;
  }

  ServedPlatform platform{with_a_list()};
};

TEST_F(PageWebhooks, AddListChangeAndRemove) {
  const ServedAnswer added = platform.post("/hookline/webhooks", draft());
  EXPECT_EQ(added.status, 201);
  EXPECT_EQ(added["webhook"]["id"], 1);
  EXPECT_EQ(added["webhook"]["events"], json({"subscribe", "unsubscribe"}));
  EXPECT_EQ(added["webhook"]["state"], "active");
  EXPECT_EQ(added["webhook"]["last_delivery"], nullptr);

  const ServedAnswer changed =
      platform.put("/hookline/webhooks/1", with(draft(), "name", "Elsewhere"));
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed["webhook"]["name"], "Elsewhere");
  EXPECT_EQ(changed["webhook"]["created"], added["webhook"]["created"]);
  EXPECT_NE(changed["version"], added["version"]);
  EXPECT_EQ(platform.get("/hookline/webhooks/1")["webhook"], changed["webhook"]);
  EXPECT_THAT(platform.get("/hookline/webhooks")["webhooks"], ElementsAre(changed["webhook"]));

  EXPECT_EQ(platform.call("DELETE", "/hookline/webhooks/1").status, 200);
  EXPECT_THAT(platform.get("/hookline/webhooks")["webhooks"], IsEmpty());
}

TEST_F(PageWebhooks, SayWhereThereIsNone) {
  EXPECT_EQ(platform.get("/hookline/webhooks/1").status, 404);
  EXPECT_EQ(platform.get("/hookline/webhooks/x").status, 404);
  EXPECT_EQ(platform.put("/hookline/webhooks/1", draft()).status, 404);
  EXPECT_EQ(platform.put("/hookline/webhooks/1", json::object()).status, 404);
  EXPECT_EQ(platform.call("DELETE", "/hookline/webhooks/1").status, 404);
  EXPECT_EQ(platform.call("POST", "/hookline/webhooks/1/activate").status, 404);
}

TEST_F(PageWebhooks, SayTheOffendingCharacterOfAUrlAndItsPlace) {
  const ServedAnswer refused =
      platform.post("/hookline/webhooks", with(draft(), "url", "http://localhost/a|b"));
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused["pointer"], "/url");
  EXPECT_EQ(refused["at"], 19);
  EXPECT_THAT(refused["error"].get<std::string>(), HasSubstr("'|'"));
  EXPECT_THAT(platform.get("/hookline/webhooks")["webhooks"], IsEmpty());
}

TEST_F(PageWebhooks, TakeNoHostThatMayNotBeReached) {
  const ServedAnswer refused =
      platform.post("/hookline/webhooks", with(draft(), "url", "https://shop.example/hook"));
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused["pointer"], "/url");
  EXPECT_THAT(refused["error"].get<std::string>(), HasSubstr("--allow-host"));
}

TEST_F(PageWebhooks, TellAllThatIsWrongAtOnceWhileItIsTyped) {
  const json all = checked({{"name", " "},
                            {"url", "http://local host/"},
                            {"list", 7},
                            {"events", {"subscribe", "unsubscrib"}},
                            {"sources", {"nobody"}}});
  EXPECT_THAT(told(all["problems"]),
              ElementsAre(HasSubstr("/name: "), HasSubstr("/url: a space at position 13"),
                          HasSubstr("/list: there is no list 7"),
                          HasSubstr("/events/1: there is no event \"unsubscrib\"; did you mean "
                                    "\"unsubscribe\"?"),
                          HasSubstr("/sources/0: ")));
  EXPECT_EQ(all["problems"][1]["at"], 13);
  EXPECT_THAT(told(checked(json::object())["problems"]),
              ElementsAre(HasSubstr("/name: "), HasSubstr("/url: "), HasSubstr("/events: "),
                          HasSubstr("/sources: ")));
  EXPECT_THAT(checked(draft())["problems"], IsEmpty());
  EXPECT_THAT(platform.get("/hookline/webhooks")["webhooks"], IsEmpty());
}

TEST_F(PageWebhooks, WarnOfWhatMayNotBeMeant) {
  platform.post("/hookline/webhooks", draft());
  const json warned = checked(with(draft(), "events", {"deal_add", "open"}));
  EXPECT_THAT(warned["problems"], IsEmpty());
  EXPECT_THAT(told(warned["warnings"]),
              ElementsAre(HasSubstr("/url: webhook \"To the shop\" leads there, too"),
                          HasSubstr("/list: the list doesn't filter these, which come whatever it "
                                    "is: Deal added")));
  EXPECT_THAT(checked(with(draft(), "webhook", 1))["warnings"], IsEmpty());
}

TEST_F(PageWebhooks, LetAUrlStayThatNothingGetsTo) {
  Webhook webhook{0, "Elsewhere", Url::parse("https://shop.example/"), 0, {}, {}};
  webhook.events.set();
  webhook.sources.set();
  platform->platform().add_webhook(webhook);
  const json same = with(draft(), "url", "https://shop.example/");
  EXPECT_EQ(platform.put("/hookline/webhooks/1", same).status, 200);
  EXPECT_EQ(
      platform.put("/hookline/webhooks/1", with(draft(), "url", "https://other.example/")).status,
      422);
}

TEST_F(PageWebhooks, RefuseWhatHasAnotherForm) {
  EXPECT_EQ(platform.call("POST", "/hookline/webhooks", "{").status, 400);
  EXPECT_EQ(platform.post("/hookline/webhooks", with(draft(), "colour", "red")).status, 422);
  EXPECT_EQ(platform.post("/hookline/webhooks", with(draft(), "webhook", 1)).status, 422);
  EXPECT_EQ(platform.post("/hookline/webhooks", with(draft(), "events", "all"))["pointer"],
            "/events");
  EXPECT_EQ(platform.call("POST", "/hookline/webhooks/check", "[]").status, 422);
}

TEST_F(PageWebhooks, KeepNamesOfEventsThatNeverCome) {
  const json both = with(draft(), "events", {"account_add", "open"});
  const ServedAnswer added = platform.post("/hookline/webhooks", both);
  EXPECT_EQ(added["webhook"]["events"], json({"open", "account_add"}));
}

TEST_F(PageWebhooks, HoldHostileTextsAsText) {
  const std::string hostile = "<script>alert(1)</script>\u202e\"\\\n";
  const ServedAnswer added = platform.post("/hookline/webhooks", with(draft(), "name", hostile));
  EXPECT_EQ(added["webhook"]["name"], hostile);
}

TEST_F(PageWebhooks, TellHowDeliveriesFare) {
  ScriptedReceiver receiver(answering(plain_answer(500)));
  const auto id = platform.listen(receiver.url("/hook"));
  platform.ended(
      platform.act({{"action", "contact.add"}, {"contact", "jane@example.com"}})["deliveries"][0]);
  const json webhook = platform.get("/hookline/webhooks/" + std::to_string(id))["webhook"];
  EXPECT_EQ(webhook["deliveries"], 1);
  EXPECT_EQ(webhook["failures_last_hour"], 1);
  EXPECT_EQ(webhook["last_delivery"]["state"], "failed");
  EXPECT_EQ(webhook["last_delivery"]["status"], 500);
}

/// Waits until the webhook is in that state.
json in_state(ServedPlatform& platform, const std::string& state) {
  auto& news = platform->platform().news();
  for (;;) {
    const auto place = news.now().place;
    json webhook = platform.get("/hookline/webhooks/1")["webhook"];
    if (webhook["state"] == state) return webhook;
    if (!news.wait_past(place, std::chrono::steady_clock::now() + std::chrono::seconds(60), {}))
      return webhook;
  }
}

TEST_F(PageWebhooks, SayWhyAndSinceWhenOneIsOffAndSwitchItOn) {
  ScriptedReceiver gone(answering(plain_answer(410)));
  platform.listen(gone.url("/hook"));
  platform.act({{"action", "contact.add"}, {"contact", "jane@example.com"}});
  const json off = in_state(platform, "inactive");
  EXPECT_EQ(off["why"], "since it answered 410");
  EXPECT_THAT(off["since"].get<std::string>(), HasSubstr("T"));
  EXPECT_THAT(platform.act({{"action", "contact.tag"},
                            {"contact", "jane@example.com"},
                            {"tag", "vip"}})["deliveries"],
              IsEmpty());

  const ServedAnswer on = platform.call("POST", "/hookline/webhooks/1/activate");
  EXPECT_EQ(on["webhook"]["state"], "active");
  EXPECT_FALSE(on["webhook"].contains("why"));
  EXPECT_FALSE(on["webhook"].contains("since"));
  const auto sent =
      platform.act({{"action", "contact.untag"}, {"contact", "jane@example.com"}, {"tag", "vip"}});
  EXPECT_EQ(platform.ended(sent["deliveries"][0])["attempts"][0]["status"], 410);
  in_state(platform, "inactive");
}

TEST(KeptWebhooks, StayOffForTheSameReasonSinceTheSameTime) {
  const TempFolder folder;
  ServingOptions options;
  options.store = folder.file("platform.db");
  ScriptedReceiver gone(answering(plain_answer(410)));
  json before;
  {
    ServedPlatform platform(options);
    platform.listen(gone.url("/hook"));
    platform.act({{"action", "contact.add"}, {"contact", "jane@example.com"}});
    before = in_state(platform, "inactive");
  }
  ServedPlatform again(options);
  const json after = again.get("/hookline/webhooks/1")["webhook"];
  EXPECT_EQ(after["why"], before["why"]);
  EXPECT_EQ(after["since"], before["since"]);
}

TEST_F(PageWebhooks, AreGuarded) {
  const ServedAnswer open = platform.get("/hookline/webhooks");
  EXPECT_EQ(open.status, 200);
  for (const char* path : {"/hookline/webhooks", "/hookline/definitions"})
    EXPECT_EQ(test::call_api(platform->url(), "GET", path).status, 401) << path;
}

TEST_F(PageWebhooks, DefineEventsAndSourcesInTheVendorsOrder) {
  const ServedAnswer all = platform.get("/hookline/definitions");
  ASSERT_THAT(all["events"], SizeIs(kEventTypeCount));
  EXPECT_EQ(all["events"][0]["label"], "Campaign forwarded");
  EXPECT_EQ(all["events"][24]["name"], "sms_unsub");
  EXPECT_THAT(all["events"][0]["fields"][0]["name"], "type");
  ASSERT_THAT(all["sources"], SizeIs(4));
  EXPECT_EQ(all["sources"][0]["label"], "By a contact");
  EXPECT_EQ(all["sources"][0]["explanation"], "Runs when a contact causes the action");
}

}  // namespace
}  // namespace hookline
