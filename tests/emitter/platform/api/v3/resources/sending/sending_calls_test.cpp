#include "tests/support/asked_platform.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using Json = AskedPlatform::Json;

AccountState with_automation() {
  AccountState account;
  Automation welcome;
  welcome.name = "Welcome";
  welcome.steps = {TagStep{"new"}, WaitStep{86'400'000}, TagStep{"old"}};
  account.automations.put(welcome);
  Contact jane;
  jane.email = "jane@example.com";
  account.contacts.put(jane);
  List news;
  news.name = "News";
  account.lists.put(news);
  Campaign spring;
  spring.name = "Spring";
  spring.message_id = 7;
  spring.message_subject = "Buy";
  account.campaigns.put(spring);
  return account;
}

/// Calls about campaigns, messages and automations.
class SendingCalls : public testing::Test {
 protected:
  Json entry(const std::string& id) {
    return api.get("/api/3/contactAutomations/" + id).json()["contactAutomation"];
  }
  std::string enter() {
    return api
        .post("/api/3/contactAutomations",
              {{"contactAutomation", {{"contact", 1}, {"automation", 1}}}})
        .json()["contactAutomation"]["id"];
  }
  Json message_of_campaign() { return api.get("/api/3/messages/7").json()["message"]; }

  AskedPlatform api{with_automation()};
};

TEST_F(SendingCalls, AnEntryTellsHowFarItIs) {
  const std::string id = enter();
  EXPECT_EQ(entry(id)["status"], "1");
  EXPECT_EQ(entry(id)["completedElements"], "2");
  EXPECT_EQ(entry(id)["completeValue"], 66);
  api.platform.advance(2 * 86'400'000'000);
  EXPECT_EQ(entry(id)["status"], "2");
  EXPECT_EQ(entry(id)["completed"], 1);
  EXPECT_NE(entry(id)["remdate"], nullptr);
  const Json automation = api.get("/api/3/automations/1").json()["automation"];
  EXPECT_EQ(automation["entered"], "1");
  EXPECT_EQ(automation["exited"], "1");
  EXPECT_NE(enter(), id) << "who comes again has another entry";
}

TEST_F(SendingCalls, WhoIsTakenOutGoesNoFurther) {
  const std::string id = enter();
  EXPECT_EQ(api.remove("/api/3/contactAutomations/" + id).status, 200);
  api.platform.advance(2 * 86'400'000'000);
  const auto tags =
      api.platform.read([](const auto& view) { return view.account.contacts.find(1)->tags; });
  EXPECT_THAT(tags, ElementsAre("new"));
  EXPECT_EQ(api.get("/api/3/contactAutomations").json()["meta"]["total"], "0");
}

TEST_F(SendingCalls, OfV1TakeAContactOutToo) {
  const std::string id = enter();
  const auto reply = api.v1("api_output=json&api_action=automation_contact_remove",
                            "automation=1&contact_email=jane%40example.com");
  EXPECT_EQ(reply.json()["result_code"], 1) << reply.text;
  EXPECT_EQ(entry(id)["status"], "2");
  api.platform.advance(2 * 86'400'000'000);
  EXPECT_EQ(entry(id)["completedElements"], "2");
  const Json rows =
      api.v1("api_output=json&api_action=contact_automation_list&contact_id=1").json();
  EXPECT_EQ(rows["0"]["name"], "Welcome");
}

TEST_F(SendingCalls, AMessageThatIsEditedIsThatOfItsCampaigns) {
  EXPECT_EQ(message_of_campaign()["subject"], "Buy");
  EXPECT_EQ(api.put("/api/3/messages/7", {{"message", {{"subject", "Look"}}}}).status, 200);
  EXPECT_EQ(message_of_campaign()["subject"], "Look");
  const auto subject = api.platform.read(
      [](const auto& view) { return view.account.campaigns.find(1)->message_subject; });
  EXPECT_EQ(subject, "Look");
}

TEST_F(SendingCalls, ANewMessageHasAnIdThatNoCampaignsHas) {
  const Json made = api.post("/api/3/messages", {{"message",
                                                  {{"fromname", "A"},
                                                   {"fromemail", "a@example.com"},
                                                   {"reply2", "a@example.com"},
                                                   {"subject", "Hi"}}}})
                        .json();
  EXPECT_EQ(made["message"]["id"], "8");
  EXPECT_EQ(api.get("/api/3/messages").json()["meta"]["total"], "2");
  EXPECT_EQ(api.post("/api/3/messages", {{"message", {{"fromname", "A"}}}}).status, 422);
}

TEST_F(SendingCalls, ACampaignIsMadeEditedAndCopied) {
  const Json made = api.post("/api/3/campaign", {{"name", "Summer"}, {"type", "single"}}).json();
  const std::string path = "/api/3/campaigns/" + std::to_string(made["id"].get<int>());
  EXPECT_EQ(api.put(path + "/edit", {{"name", "Autumn"}, {"listIds", {"1"}}, {"messageId", 7}})
                .json()["campaign"]["name"],
            "Autumn");
  EXPECT_EQ(api.put(path + "/edit", {{"listIds", {9}}}).status, 422);
  EXPECT_EQ(api.put(path + "/edit", {{"messageId", 99}}).status, 422);
  EXPECT_EQ(api.post(path + "/copy", Json::object()).json()["newCampaignId"], 3);
  EXPECT_EQ(api.get("/api/3/campaigns/3").json()["campaign"]["name"], "Copy of Autumn");
  EXPECT_EQ(api.post("/api/3/campaigns/99/copy", Json::object()).status, 404);
  EXPECT_EQ(api.post("/api/3/campaign", {{"name", "x"}}).json()["errors"][0],
            "Field type is required");
}

}  // namespace
}  // namespace hookline
