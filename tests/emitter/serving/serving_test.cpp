#include "emitter/serving/serving.h"

#include "tests/support/api_answer.h"
#include "tests/support/scripted_receiver.h"

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
