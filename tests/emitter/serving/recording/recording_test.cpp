#include "emitter/scenario/format/files/scenario_loader.h"
#include "emitter/scenario/play/replay.h"
#include "emitter/serving/recording/recorder.h"
#include "emitter/serving/serving.h"
#include "tests/support/api_answer.h"
#include "tests/support/json_schema.h"
#include "tests/support/places.h"

#include <fstream>
#include <span>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using nlohmann::json;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

ServingOptions with_jane() {
  ServingOptions options;
  options.listen.port = 0;
  options.api_key = "secret";
  options.calls_per_s = std::nullopt;
  options.is_time_virtual = true;
  AccountState& state = options.platform.account.emplace().state;
  for (const char* name : {"Newsletter", "Offers"}) {
    List list;
    list.name = name;
    state.lists.put(list);
  }
  state.contact_fields.put({0, "Colour", "colour"});
  Contact jane;
  jane.email = "jane@example.com";
  jane.lists = {1};
  state.contacts.put(jane);
  return options;
}

class RecordingTest : public testing::Test {
 protected:
  RecordingTest() { listen("http://127.0.0.1:1/everything?of=it", 0); }

  void listen(const std::string& url, std::uint64_t list) {
    Webhook webhook{0, "any", Url::parse(url), list, {}, {}};
    webhook.events.set();
    webhook.sources.set();
    serving.platform().add_webhook(webhook);
  }
  httplib::Client client() {
    httplib::Client client(serving.url());
    client.set_default_headers({{"Api-Token", "secret"}});
    return client;
  }
  json ask(const std::string& path) { return json::parse(client().Get(path)->body); }
  void act(const std::string& action) {
    const auto answer = client().Post("/hookline/actions", action, "application/json");
    EXPECT_EQ(answer->status, 200) << action << answer->body;
  }
  json v3(const std::string& method, const std::string& path, const std::string& body = "") {
    const auto answer =
        test::call_api(serving.url(), method, "/api/3" + path + "?api_key=secret", body);
    EXPECT_LT(answer.status, 300) << method << path << answer.body;
    return json::parse(answer.body, nullptr, false);
  }
  void fill_in(const std::string& path, const httplib::Params& form) {
    const auto page = client().Post(path, form);
    EXPECT_EQ(page->status, 200) << path << page->body;
  }
  void look_at(const std::string& path) { EXPECT_EQ(client().Get(path)->status, 200) << path; }
  void record() { EXPECT_EQ(client().Post("/hookline/recordings")->status, 200); }

  /// What was recorded, checked by the format's schema.
  std::string recorded() {
    const auto answer = client().Get("/hookline/recordings/scenario");
    EXPECT_EQ(answer->status, 200) << answer->body;
    std::ifstream schema(source_path("scenarios/scenario.schema.json"));
    EXPECT_EQ(JsonSchema(json::parse(schema)).problem_in(json::parse(answer->body)), "");
    return answer->body;
  }
  /// The types that the account's deliveries have, in order.
  std::vector<std::string> delivered_types() {
    std::vector<std::string> types;
    const json found = ask("/hookline/deliveries?limit=1000");
    for (const json& delivery : found["deliveries"])
      types.push_back(delivery["type"].is_null() ? "automation" : delivery["type"]);
    return types;
  }
  static ScenarioResult replayed(const std::string& text) {
    const Scenario scenario = load_scenario_text(text, "recorded.json");
    ReplayOptions options;
    options.speed = 0;
    const auto catcher = start_local_captures();
    return replay(std::span(&scenario, 1), *catcher, options).scenarios.at(0);
  }
  static void expect_green(const std::string& text) {
    const ScenarioResult result = replayed(text);
    EXPECT_TRUE(result.passed()) << text;
    EXPECT_THAT(result.errors, IsEmpty());
    for (const Mismatch& failure : result.failures)
      ADD_FAILURE() << failure.pointer << ": " << failure.expected << ", not " << failure.actual;
  }
  /// The types that are expected, each as often as it is.
  static std::vector<std::string> expected_types(const json& scenario) {
    std::vector<std::string> types;
    for (const json& entry : scenario["expect"])
      for (int i = 0; i < entry["count"]; ++i) types.push_back(entry["fields"]["type"]);
    return types;
  }

  Serving serving{with_jane()};
};

TEST_F(RecordingTest, OneIsMadeAtATime) {
  EXPECT_TRUE(ask("/hookline/recordings")["recording"].is_null());
  EXPECT_EQ(client().Get("/hookline/recordings/scenario")->status, 404);
  record();
  EXPECT_EQ(client().Post("/hookline/recordings")->status, 409);
  act(R"({"action":"contact.tag","contact":1,"tag":"vip"})");
  EXPECT_EQ(ask("/hookline/recordings")["recording"]["steps"], 1);
  EXPECT_EQ(client().Delete("/hookline/recordings")->status, 200);
  EXPECT_TRUE(ask("/hookline/recordings")["recording"].is_null());
  record();
  EXPECT_EQ(ask("/hookline/recordings")["recording"]["steps"], 0);
}

TEST_F(RecordingTest, WhatWasDoneBeforeIsInTheAccountAndNotInTheSteps) {
  act(R"({"action":"contact.tag","contact":1,"tag":"before"})");
  record();
  act(R"({"action":"contact.tag","contact":1,"tag":"after"})");
  const std::string text = recorded();
  const json scenario = json::parse(text);
  EXPECT_THAT(scenario["steps"], SizeIs(1));
  EXPECT_EQ(scenario["steps"][0],
            json::parse(R"({"action":"contact.tag","as":"admin","contact":1,"tag":"after"})"));
  EXPECT_EQ(scenario["account"]["contacts"][0]["tags"][0], "before");
  EXPECT_EQ(scenario["account"]["webhooks"][0]["url"], "{catcher}/everything?of=it");
  EXPECT_EQ(scenario["expect"][0]["fields"]["date_time"]["like"], "date_time");
  expect_green(text);
}

TEST_F(RecordingTest, AllEventsDoneByHandAreReplayedGreen) {
  record();
  fill_in("/public/lists/2/subscribe?form=3", {{"email", "ada@example.com"}, {"field_1", "Red"}});
  act(R"({"action":"campaign.add","campaign":{"name":"Spring","lists":[1,2],
          "message":{"text":"Look: https://example.com/a"}}})");
  act(R"({"action":"campaign.send","campaign":1})");
  const json campaigns = ask("/hookline/contacts/1")["campaigns"];
  const std::string campaign = campaigns[0]["preview"];
  look_at(campaign + "/open.gif");
  look_at(campaign + "/links/1");
  fill_in(campaign + "/forward", {{"count", "2"}});
  fill_in(campaign + "/share", {{"network", "facebook"}});
  fill_in(campaign + "/reply", {{"message", "Thanks"}});
  act(R"({"action":"campaign.bounce","campaign":1,"contact":2})");
  v3("POST", "/contactTags",
     R"({"contactTag":{"contact":"1","tag":")" +
         v3("POST", "/tags", R"({"tag":{"tag":"api","tagType":"contact",
                                    "description":""}})")["tag"]["id"]
             .get<std::string>() +
         R"("}})");
  act(R"({"action":"contact.untag","contact":1,"tag":"api"})");
  v3("PUT", "/contacts/1", R"({"contact":{"firstName":"Jane"}})");
  v3("POST", "/notes", R"({"note":{"note":"Called","relid":1,"reltype":"Subscriber"}})");
  v3("POST", "/dealGroups", R"({"dealGroup":{"title":"Sales","currency":"usd"}})");
  act(R"({"action":"stage.add","stage":{"title":"Later","pipeline":1}})");
  act(R"({"action":"deal.add","contact":1,"deal":{"title":"Lamps","value":"1200.5","pipeline":1}})");
  act(R"({"action":"deal.move","deal":1,"stage":2})");
  act(R"({"action":"deal.note","deal":1,"note":"Asked"})");
  act(R"({"action":"tasktype.add","task_type":{"title":"Visit"}})");
  act(R"({"action":"task.add","deal":1,"task":{"title":"Go there"}})");
  act(R"({"action":"task.complete","task":1})");
  act(R"({"action":"list.add","list":{"name":"Events"}})");
  act(R"({"action":"sms.send","contact":1,"sms":{"recipient":"+1"}})");
  act(R"({"action":"sms.reply","contact":1,"sms":{"reply":"YES"}})");
  act(R"({"action":"sms.unsubscribe","contact":1})");
  fill_in(campaigns[0]["unsubscribe"], {{"list", ""}, {"reason", "Enough"}});
  const std::string text = recorded();
  const json scenario = json::parse(text);
  std::vector<std::string> expected = expected_types(scenario);
  EXPECT_THAT(expected, testing::UnorderedElementsAreArray(delivered_types())) << text;
  for (const EventType type : all_event_types())
    EXPECT_THAT(expected, Contains(std::string(name_of(type)))) << text;
  expect_green(text);
}

TEST_F(RecordingTest, WhatIsDoneSilentlyIsRecordedToo) {
  record();
  act(R"({"action":"import","contacts":[{"email":"a@example.com"},{"email":"b@example.com"}]})");
  act(R"({"action":"field.add","field":{"title":"Size"}})");
  act(R"({"action":"contact.update","contact":2,"change":{"fields":{"2":"L"}}})");
  v3("PUT", "/lists/1", R"({"list":{"name":"Letters"}})");
  act(R"({"action":"contact.subscribe","contact":3,"list":1})");
  act(R"({"action":"field.delete","field":1})");
  act(R"({"action":"contact.delete","contact":2})");
  const std::string text = recorded();
  EXPECT_THAT(text, HasSubstr("\"action\": \"contact.delete\""));
  EXPECT_THAT(expected_types(json::parse(text)), testing::ElementsAre("update", "subscribe"));
  EXPECT_THAT(text, HasSubstr("\"contact[fields][2]\": \"L\""));
  expect_green(text);
}

TEST_F(RecordingTest, ADealThatChangesSilentlyIsRecordedToo) {
  for (const char* title : {"Sales", "Rest"})
    v3("POST", "/dealGroups",
       R"({"dealGroup":{"title":")" + std::string(title) + R"(","currency":"usd"}})");
  act(R"({"action":"deal.add","contact":1,"deal":{"title":"Lamps","value":10,"pipeline":1}})");
  record();
  httplib::Client(serving.url())
      .Get(
          "/admin/api.php?api_key=secret&api_output=json&api_action=deal_pipeline_delete&id=1&"
          "new_pipeline=2");
  act(R"({"action":"deal.note","deal":1,"note":"Moved"})");
  const std::string text = recorded();
  EXPECT_THAT(text, HasSubstr("\"action\": \"deal.edit\"")) << text;
  expect_green(text);
}

TEST_F(RecordingTest, OneThatIsFullSaysSo) {
  record();
  for (std::size_t i = 0; i < Recorder::kDoingsMax + 2; ++i)
    serving.platform().perform({Source::kAdmin, {}, 0}, [](AccountDraft&) {});
  const json progress = ask("/hookline/recordings")["recording"];
  EXPECT_EQ(progress["steps"], Recorder::kDoingsMax);
  EXPECT_EQ(progress["left_out"], 2);
  EXPECT_THAT(recorded(), HasSubstr("without the last 2 of what was done"));
}

TEST_F(RecordingTest, AnAutomationsWaitsPassInTheReplayToo) {
  act(R"({"action":"automation.add","automation":{"name":"Later","start":{"on":"subscribe"},
          "steps":[{"wait":"1d"},{"tag":"old"},{"wait":"1d"},{"note":"Older"},
                   {"webhook":"http://127.0.0.1:1/action"}]}})");
  record();
  act(R"({"action":"contact.subscribe","contact":1,"list":2})");
  client().Post("/hookline/time", R"({"advance":"25h"})", "application/json");
  act(R"({"action":"contact.note","contact":1,"note":"Between"})");
  client().Post("/hookline/time", R"({"advance":"25h"})", "application/json");
  const std::string text = recorded();
  const json scenario = json::parse(text);
  EXPECT_EQ(scenario["delivery"]["virtual_time"], true);
  std::vector<std::string> webhooks;
  for (const json& entry : scenario["expect"]) webhooks.push_back(entry["webhook"]);
  EXPECT_THAT(webhooks, Contains(std::string("Later")));
  EXPECT_THAT(text, HasSubstr("\"note\": \"Older\""));
  expect_green(text);
}

TEST_F(RecordingTest, AnAutomationThatSomebodyStartsIsOneStep) {
  record();
  act(R"({"action":"automation.add","automation":{"name":"By hand","steps":[{"tag":"x"}]}})");
  v3("POST", "/contactAutomations", R"({"contactAutomation":{"contact":"1","automation":"1"}})");
  const std::string text = recorded();
  const json scenario = json::parse(text);
  ASSERT_THAT(scenario["steps"], SizeIs(2)) << text;
  EXPECT_EQ(scenario["steps"][1]["action"], "automation.start");
  expect_green(text);
}

TEST_F(RecordingTest, WebhooksOfOneNameAreToldApartAndHearWhatTheyListenFor) {
  listen("http://127.0.0.1:1/second", 2);
  record();
  act(R"({"action":"contact.subscribe","contact":1,"list":2})");
  act(R"({"action":"contact.unsubscribe","contact":1,"list":1})");
  const std::string text = recorded();
  const json scenario = json::parse(text);
  EXPECT_EQ(scenario["account"]["webhooks"][1]["name"], "any (2)");
  EXPECT_THAT(scenario["expect"], SizeIs(3)) << text;
  expect_green(text);
}

TEST_F(RecordingTest, TheSameDoneTwiceIsExpectedTwice) {
  record();
  for (int i = 0; i < 2; ++i) act(R"({"action":"contact.note","contact":1,"note":"Same"})");
  const std::string text = recorded();
  EXPECT_EQ(json::parse(text)["expect"][0]["count"], 2);
  expect_green(text);
}

TEST_F(RecordingTest, HostileTextsStayTexts) {
  record();
  act(json({{"action", "contact.note"}, {"contact", 1}, {"note", "\x1b[31m\"<b>\\ \u202e {{x}}"}})
          .dump());
  const std::string text = recorded();
  EXPECT_THAT(text, testing::Not(HasSubstr("\x1b")));
  expect_green(text);
}

}  // namespace
}  // namespace hookline
