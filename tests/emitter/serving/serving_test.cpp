#include "emitter/serving/serving.h"

#include "emitter/commands/serving/account_file.h"
#include "tests/support/api_answer.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using nlohmann::json;
using test::ApiAnswer;
using test::call_api;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

ServingOptions with_jane() {
  ServingOptions options;
  options.listen.port = 0;
  options.api_key = "secret";
  Contact jane;
  jane.email = "jane@example.com";
  options.platform.account.emplace().state.contacts.put(jane);
  return options;
}

class ServingTest : public testing::Test {
 protected:
  ApiAnswer ask(const std::string& method, const std::string& target) {
    const char* mark = target.find('?') == std::string::npos ? "?" : "&";
    return call_api(serving.url(), method, target + mark + "api_key=secret");
  }
  ApiAnswer act(const std::string& body) {
    return call_api(serving.url(), "POST", "/hookline/actions?api_key=secret", body);
  }
  httplib::Result ask_with(const httplib::Headers& headers, const std::string& path) {
    return httplib::Client(serving.url()).Get(path, headers);
  }
  void tag_jane(const std::string& tag) {
    AddTag operation;
    operation.contact.email = "jane@example.com";
    operation.tag = tag;
    serving.platform().perform({Source::kApi, {}, 0}, operation);
  }
  void listen_at(const std::string& url) {
    Webhook webhook{0, "any", Url::parse(url), 0, {}, {}};
    webhook.events.set();
    webhook.sources.set();
    serving.platform().add_webhook(webhook);
  }

  ScriptedReceiver receiver{answering(plain_answer(200))};
  std::ostringstream lines;
  Serving serving{with_jane()};
};

TEST_F(ServingTest, TellsThatItIsWell) {
  const ApiAnswer answer = call_api(serving.url(), "GET", "/hookline/health");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(json::parse(answer.body)["status"], "ok");
}

TEST_F(ServingTest, WantsTheKey) {
  EXPECT_EQ(call_api(serving.url(), "GET", "/hookline/deliveries").status, 401);
  EXPECT_EQ(call_api(serving.url(), "GET", "/hookline/deliveries?api_key=no").status, 401);
  EXPECT_EQ(ask("GET", "/hookline/deliveries").status, 200);
  EXPECT_EQ(ask_with({{"Api-Token", "secret"}}, "/hookline/deliveries")->status, 200);
  EXPECT_EQ(ask_with({{"api-token", "no"}}, "/hookline/deliveries")->status, 401);
}

TEST_F(ServingTest, LetsItsOwnPageCallWithoutTheKeyAndNoOtherSite) {
  const std::string path = "/hookline/deliveries";
  EXPECT_EQ(ask_with({{"Sec-Fetch-Site", "same-origin"}}, path)->status, 200);
  EXPECT_EQ(ask_with({{"Sec-Fetch-Site", "cross-site"}}, path)->status, 403);
  EXPECT_EQ(ask_with({{"Origin", "http://evil.example"}, {"Api-Token", "secret"}}, path)->status,
            403);
  EXPECT_EQ(ask_with({{"Sec-Fetch-Site", "same-origin"}, {"Host", "evil.example"}}, path)->status,
            403);
}

TEST_F(ServingTest, AnswersToAnyNameWithTheKey) {
  EXPECT_EQ(ask_with({{"Api-Token", "secret"}, {"Host", "platform:8090"}}, "/hookline/deliveries")
                ->status,
            200);
}

TEST_F(ServingTest, SaysThatItTakesNoWebhooks) {
  const ApiAnswer answer = ask("POST", "/my/hook");
  EXPECT_EQ(answer.status, 404);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("takes none in"), HasSubstr("/api/3")));
}

TEST_F(ServingTest, NamesTheMethodsOfAPath) {
  const ApiAnswer answer = ask("DELETE", "/hookline/health");
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.header("Allow"), "GET, HEAD");
}

TEST_F(ServingTest, TellsWhatWasDelivered) {
  listen_at(receiver.url("/hook"));
  tag_jane("vip");
  ASSERT_TRUE(receiver.wait_for_requests(1));
  json delivery;
  do {
    delivery = json::parse(ask("GET", "/hookline/deliveries").body)["deliveries"].at(0);
  } while (delivery["state"] == "pending");
  EXPECT_EQ(delivery["id"], 1);
  EXPECT_EQ(delivery["webhook"], 1);
  EXPECT_EQ(delivery["type"], "contact_tag_added");
  EXPECT_EQ(delivery["url"], receiver.url("/hook"));
  EXPECT_EQ(delivery["state"], "delivered");
  EXPECT_EQ(delivery["attempts"].at(0)["status"], 200);
  EXPECT_THAT(delivery["body"].get<std::string>(), HasSubstr("tag=vip"));
}

TEST_F(ServingTest, RefusesParametersThatMakeNoSense) {
  for (const char* query : {"state=done", "limit=0", "limit=x", "webhook=-1", "limt=1"}) {
    EXPECT_EQ(ask("GET", std::string("/hookline/deliveries?") + query).status, 400) << query;
  }
}

TEST_F(ServingTest, PostsSampleDataForEachEventOfAWebhook) {
  Webhook webhook{0, "two", Url::parse(receiver.url("/hook")), 0, {}, {}};
  webhook.events.set(static_cast<std::size_t>(EventType::kSubscribe));
  webhook.events.set(static_cast<std::size_t>(EventType::kListAdd));
  webhook.sources.set();
  serving.platform().add_webhook(webhook);
  const ApiAnswer answer = ask("POST", "/hookline/webhooks/1/sample");
  EXPECT_EQ(answer.status, 200);
  const json sent = json::parse(answer.body)["sent"];
  EXPECT_EQ(sent, json::parse(R"([{"type":"subscribe","status":200,"outcome":"answered"},
                                  {"type":"list_add","status":200,"outcome":"answered"}])"));
  EXPECT_EQ(ask("POST", "/hookline/webhooks/9/sample").status, 404);
  EXPECT_EQ(ask("POST", "/hookline/webhooks/x/sample").status, 404);
}

TEST_F(ServingTest, CountsWhatHappens) {
  tag_jane("vip");
  const std::string metrics = ask("GET", "/metrics").body;
  EXPECT_THAT(metrics, HasSubstr("hookline_events_total{type=\"contact_tag_added\"} 1\n"));
  EXPECT_THAT(metrics, HasSubstr("hookline_contacts 1\n"));
}

TEST_F(ServingTest, DescribesItsOwnCalls) {
  const json paths = json::parse(ask("GET", "/hookline/openapi.json").body)["paths"];
  std::vector<std::string> described;
  for (const auto& [path, calls] : paths.items()) {
    for (const char* method : {"GET", "POST", "PUT", "DELETE"}) {
      std::string key = method;
      std::ranges::transform(key, key.begin(), [](unsigned char c) { return std::tolower(c); });
      if (calls.contains(key)) described.push_back(std::string(method) + " " + path);
    }
  }
  std::vector<std::string> routed;
  for (const std::string& route : serving.routes()) {
    const std::string path = route.substr(route.find(' ') + 1);
    if (path.starts_with("/hookline/") || path.starts_with("/public/") || path == "/metrics")
      routed.push_back(route);
  }
  EXPECT_THAT(described, testing::UnorderedElementsAreArray(routed));
}

TEST_F(ServingTest, DoesWhatAnActionSays) {
  listen_at(receiver.url());
  const ApiAnswer answer = act(R"({"action":"contact.tag","as":"api","contact":1,"tag":"vip"})");
  EXPECT_EQ(answer.status, 200);
  const json done = json::parse(answer.body);
  EXPECT_EQ(done["events"].at(0)["type"], "contact_tag_added");
  EXPECT_EQ(done["events"].at(0)["source"], "api");
  EXPECT_EQ(done["deliveries"], json::parse("[1]"));
  EXPECT_TRUE(receiver.wait_for_requests(1));
}

TEST_F(ServingTest, TellsReceiversWhereItIs) {
  listen_at(receiver.url());
  tag_jane("vip");
  ASSERT_TRUE(receiver.wait_for_requests(1));
  EXPECT_THAT(receiver.requests().at(0),
              HasSubstr("\r\nHookline-Platform: " + serving.url() + "\r\n"));
}

TEST_F(ServingTest, TellsOfNoTagThatIsThereAlready) {
  const std::string tag = R"({"action":"contact.tag","contact":"jane@example.com","tag":"vip"})";
  EXPECT_EQ(json::parse(act(tag).body)["events"].size(), 1u);
  EXPECT_EQ(json::parse(act(tag).body)["events"].size(), 0u);
}

TEST_F(ServingTest, ImportsWithoutAnEvent) {
  const ApiAnswer answer = act(
      R"({"action":"import","contacts":[{"email":"a@example.com"},{"email":"b@example.com"}]})");
  EXPECT_EQ(json::parse(answer.body)["events"].size(), 0u);
  EXPECT_EQ(serving.platform().read([](const auto& view) { return view.account.contacts.size(); }),
            3u);
}

TEST_F(ServingTest, GivesAnAccountThatCanBeReadAgainWhateverWasDeleted) {
  for (
      const char* action :
      {R"({"action":"list.add","list":{"name":"News"}})",
       R"({"action":"list.add","list":{"name":"Offers"}})",
       R"({"action":"campaign.add","campaign":{"name":"Spring","lists":[1,2]}})",
       R"({"action":"automation.add","automation":{"name":"Later","start":{"on":"subscribe","list":1},
            "steps":[{"subscribe":1},{"wait":"1d"},{"unsubscribe":1},{"tag":"x"}]}})",
       R"({"action":"automation.start","automation":1,"contact":1})"})
    EXPECT_EQ(act(action).status, 200) << action;
  Webhook webhook{0, "of a list", Url::parse("http://localhost/"), 1, {}, {}};
  webhook.events.set();
  webhook.sources.set();
  serving.platform().add_webhook(webhook);
  EXPECT_EQ(act(R"({"action":"list.delete","list":1})").status, 200);

  const TempFolder folder;
  const std::string file = folder.file("account.json");
  std::ofstream(file) << ask("GET", "/hookline/account").body;
  const NewAccount again = read_account_file(file, "");
  EXPECT_THAT(again.state.campaigns.find(1)->lists, ElementsAre(2));
  EXPECT_EQ(again.state.automations.find(1)->steps.size(), 2U);
  EXPECT_EQ(again.state.journeys.begin()->second->next_step, 1U) << "the tag is to come";
  ASSERT_EQ(again.webhooks.size(), 1U);
  EXPECT_EQ(again.webhooks[0].list, 0U);
  EXPECT_FALSE(again.webhooks[0].events[static_cast<std::size_t>(EventType::kSubscribe)]);
  EXPECT_TRUE(again.webhooks[0].events[static_cast<std::size_t>(EventType::kDealAdd)]);
}

TEST_F(ServingTest, RefusesActionsThatMakeNoSenseAndChangesNothing) {
  const std::map<std::string, std::string> pointers = {
      {R"({"action":"contact.tga","contact":1})", "/action"},
      {R"({"action":"contact.tag","contact":9,"tag":"x"})", "/contact"},
      {R"({"action":"contact.tag","contact":true,"tag":"x"})", "/contact"},
      {R"({"action":"contact.tag","contact":1,"tag":5})", "/tag"},
      {R"({"action":"contact.tag","as":"nobody","contact":1})", "/as"},
      {R"({"action":"contact.subscribe","contact":1,"lists":[9]})", "/lists/0"},
      {R"({"action":"contact.add","contact":{"email":"jane@example.com"}})", "/contact"},
      {R"({"action":"contact.tag","contact":1,"colour":"red"})", "/colour"},
      {R"({"action":"contact.add","contact":{"email":"nobody"}})", "/contact/email"},
      {R"({"action":"contact.add","contact":"nobody"})", "/contact"},
      {R"({"action":"contact.update","contact":1,"change":{"email":"x"}})", "/change/email"},
      {R"({"action":"import","contacts":[{"email":"nobody"}]})", "/contacts/0/email"},
      {R"({"action":"import","contacts":[{"email":"n@example.com"},{"id":9}]})", "/contacts/1"},
      {R"({"action":"contact.update","contact":1,"change":{"lists":[9]}})", "/change/lists/0"},
  };
  for (const auto& [body, pointer] : pointers) {
    const ApiAnswer answer = act(body);
    EXPECT_EQ(answer.status, 422) << body << answer.body;
    EXPECT_EQ(json::parse(answer.body).value("pointer", "none"), pointer) << body << answer.body;
  }
  for (const char* body : {"", "{", "action=contact.tag", "[1,", "\xff"}) {
    EXPECT_EQ(act(body).status, 400) << body;
  }
  EXPECT_EQ(act("[]").status, 422);
  EXPECT_EQ(act(std::string(5 << 20, ' ')).status, 413);
  EXPECT_EQ(serving.platform().read([](const auto& view) { return view.account.contacts.size(); }),
            1u);
  EXPECT_EQ(json::parse(act(R"({"action":"contact.tag","contact":1})").body)["events"].at(0)["id"],
            1);
}

TEST_F(ServingTest, LetsNoTimePassUnlessItsTimeIsVirtual) {
  EXPECT_EQ(ask("GET", "/hookline/time").status, 200);
  EXPECT_EQ(ask("POST", "/hookline/time").status, 409);
}

class VirtualTimeTest : public testing::Test {
 protected:
  static ServingOptions retrying() {
    ServingOptions options = with_jane();
    options.is_time_virtual = true;
    options.platform.dispatch.dispatch.held_max = std::chrono::milliseconds(0);
    options.platform.dispatch.dispatch.retry.delays = {std::chrono::hours(5)};
    return options;
  }
  ApiAnswer advance(const std::string& body) {
    return call_api(serving.url(), "POST", "/hookline/time?api_key=secret", body);
  }

  ScriptedReceiver receiver{answering(plain_answer(500))};
  Serving serving{retrying()};
};

TEST_F(VirtualTimeTest, TriesAgainOnceTheTimeHasBeenAdvanced) {
  Webhook webhook{0, "any", Url::parse(receiver.url()), 0, {}, {}};
  webhook.events.set();
  webhook.sources.set();
  Platform& platform = serving.platform();
  platform.add_webhook(webhook);
  AddTag operation;
  operation.contact.email = "jane@example.com";
  operation.tag = "vip";
  platform.perform({Source::kApi, {}, 0}, operation);
  ASSERT_TRUE(receiver.wait_for_requests(1));
  while (platform.deliveries().find(1)->attempts.empty()) {
  }
  const std::int64_t before_us = platform.now_us();
  EXPECT_EQ(advance(R"({"advance":"5h1m"})").status, 200);
  EXPECT_GT(platform.now_us(), before_us + std::int64_t{5} * 3600 * 1'000'000);
  EXPECT_TRUE(receiver.wait_for_requests(2));
}

TEST_F(VirtualTimeTest, RefusesWhatIsNoTime) {
  EXPECT_EQ(advance("{").status, 400);
  EXPECT_EQ(advance("{}").status, 422);
  const ApiAnswer answer = advance(R"({"advance":"soon"})");
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(json::parse(answer.body)["pointer"], "/advance");
}

TEST(ServingLines, SayWhatHappenedAndWhatCameOfIt) {
  ScriptedReceiver receiver(answering(plain_answer(410)));
  std::ostringstream lines;
  {
    ServingOptions options = with_jane();
    options.lines = &lines;
    Serving serving(options);
    Webhook webhook{0, "any", Url::parse("http://u:secret@" + receiver.url("/hook").substr(7)),
                    0, {},    {}};
    webhook.events.set();
    webhook.sources.set();
    serving.platform().add_webhook(webhook);
    AddTag operation;
    operation.contact.email = "jane@example.com";
    operation.tag = "vip";
    serving.platform().perform({Source::kApi, {}, 0}, operation);
    serving.show_lines();
    while (serving.platform().read([](const auto& view) { return view.webhooks.is_active(1); })) {
    }
  }
  EXPECT_THAT(lines.str(), HasSubstr("event #1 contact_tag_added by api, jane@example.com"));
  EXPECT_THAT(lines.str(), HasSubstr("-> 410"));
  EXPECT_THAT(lines.str(), HasSubstr("switched off"));
  EXPECT_THAT(lines.str(), Not(HasSubstr("secret")));
}

}  // namespace
}  // namespace hookline
