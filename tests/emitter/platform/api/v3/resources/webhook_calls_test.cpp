#include "tests/support/asked_platform.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::MatchesRegex;
using testing::StartsWith;
using Json = AskedPlatform::Json;

AccountState with_a_list() {
  AccountState account;
  List newsletter;
  newsletter.id = 3;
  newsletter.name = "Newsletter";
  account.lists.put(newsletter);
  account.profile.time_zone = *TimeZone::named("America/Chicago");
  return account;
}

Json orders(const Json& changes = Json::object()) {
  Json webhook = {{"name", "Orders"},
                  {"url", "https://hooks.example.com/ac?x=1"},
                  {"events", {"subscribe", "update"}},
                  {"sources", {"public", "api"}},
                  {"listid", 3}};
  webhook.update(changes);
  return {{"webhook", webhook}};
}

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

class WebhookCalls : public testing::Test {
 protected:
  AskedPlatform api{with_a_list()};
};

TEST_F(WebhookCalls, CreatesOne) {
  const auto reply = api.post("/api/3/webhooks", orders());
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.header("Content-Type"), "application/json");
  EXPECT_THAT(reply.text, StartsWith("{\"webhook\":{\"cdate\":\"2"));
  EXPECT_THAT(
      reply.text,
      EndsWith("\",\"listid\":\"3\",\"name\":\"Orders\",\"url\":\"https:\\/\\/hooks.example."
               "com\\/ac?x=1\",\"events\":[\"subscribe\",\"update\"],\"sources\":["
               "\"public\",\"api\"],\"links\":[],\"id\":\"1\"}}"));
  EXPECT_THAT(reply.json()["webhook"]["cdate"].get<std::string>(),
              MatchesRegex("....-..-..T..:..:..-0[56]:00"));
}

TEST_F(WebhookCalls, ReadsChangesAndDeletesOne) {
  api.post("/api/3/webhooks", orders());
  EXPECT_EQ(api.get("/api/3/webhooks/1").json()["webhook"]["name"], "Orders");
  const auto changed =
      api.put("/api/3/webhooks/1", {{"webhook", {{"name", "New"}, {"events", {"sent"}}}}});
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed.json()["webhook"]["name"], "New");
  EXPECT_EQ(changed.json()["webhook"]["events"], Json({"sent"}));
  EXPECT_EQ(changed.json()["webhook"]["listid"], "3");
  const auto removed = api.remove("/api/3/webhooks/1");
  EXPECT_EQ(removed.status, 200);
  EXPECT_EQ(removed.text, "{}");
  const auto gone = api.get("/api/3/webhooks/1");
  EXPECT_EQ(gone.status, 404);
  EXPECT_EQ(gone.text, R"({"message":"No Result found for Webhook with id 1"})");
}

TEST_F(WebhookCalls, TakesAWordForTheId0) {
  EXPECT_EQ(api.get("/api/3/webhooks/events").text,
            R"({"message":"No Result found for Webhook with id 0"})");
}

TEST_F(WebhookCalls, ListsThemByIdWithATotalThatIsAText) {
  for (const char* name : {"a", "b", "c"})
    api.post("/api/3/webhooks", orders({{"name", name}, {"listid", nullptr}}));
  const Json list = api.get("/api/3/webhooks?limit=2&offset=1").json();
  EXPECT_THAT(keys_of(list), ElementsAre("webhooks", "meta"));
  EXPECT_EQ(list["meta"], Json({{"total", "3"}}));
  EXPECT_EQ(list["webhooks"].size(), 2U);
  EXPECT_EQ(list["webhooks"][0]["name"], "b");
  EXPECT_EQ(list["webhooks"][0]["listid"], "0");
  EXPECT_EQ(api.get("/api/3/webhooks?offset=9").json()["webhooks"], Json::array());
}

TEST_F(WebhookCalls, FiltersByNameUrlAndList) {
  api.post("/api/3/webhooks", orders());
  api.post("/api/3/webhooks", orders({{"url", "http://other.example.com/"}, {"listid", ""}}));
  const auto total = [&](const std::string& query) {
    return api.get("/api/3/webhooks?" + query).json()["meta"]["total"].get<std::string>();
  };
  EXPECT_EQ(total("filters%5Burl%5D=https%3A%2F%2Fhooks.example.com%2Fac%3Fx%3D1"), "1");
  EXPECT_EQ(total("filters[listid]=0"), "1");
  EXPECT_EQ(total("filters[name]=Orders"), "2");
  EXPECT_EQ(total("filters[unknown]=1"), "2");
}

TEST_F(WebhookCalls, NamesTheEventsWithATotalThatIsANumber) {
  const Json events = api.get("/api/3/webhook/events?limit=100&offset=0").json();
  EXPECT_EQ(events["webhookEvents"].size(), 25U);
  EXPECT_EQ(events["webhookEvents"][0], "bounce");
  EXPECT_EQ(events["webhookEvents"][24], "update");
  EXPECT_EQ(events["meta"], Json({{"total", 25}}));
}

TEST_F(WebhookCalls, TakesTheNamesOfEventsThatNeverCome) {
  const auto reply =
      api.post("/api/3/webhooks", orders({{"events", {"account_add"}}, {"listid", "0"}}));
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.json()["webhook"]["events"], Json({"account_add"}));
}

struct Refused {
  const char* name;
  Json change;
  const char* pointer;
  const char* code;
};

class RefusedWebhook : public testing::TestWithParam<Refused> {};

TEST_P(RefusedWebhook, IsAnsweredInTheDocumentedFormAndLeavesNothing) {
  AskedPlatform api(with_a_list());
  const auto reply = api.post("/api/3/webhooks", orders(GetParam().change));
  EXPECT_EQ(reply.status, 422);
  const Json error = reply.json()["errors"][0];
  EXPECT_THAT(keys_of(error), ElementsAre("title", "detail", "code", "source"));
  EXPECT_EQ(error["code"], GetParam().code);
  EXPECT_EQ(error["source"]["pointer"], std::string("/data/attributes/") + GetParam().pointer);
  EXPECT_EQ(api.get("/api/3/webhooks").json()["meta"]["total"], "0");

  api.post("/api/3/webhooks", orders());
  if (std::string(GetParam().code) == "field_missing") return;  // a change needs nothing
  const Json before = api.get("/api/3/webhooks/1").json();
  EXPECT_EQ(api.put("/api/3/webhooks/1", orders(GetParam().change)).status, 422);
  EXPECT_EQ(api.get("/api/3/webhooks/1").json(), before);
}

INSTANTIATE_TEST_SUITE_P(
    , RefusedWebhook,
    testing::Values(
        Refused{"NoName", {{"name", nullptr}}, "name", "field_missing"},
        Refused{"NoUrl", {{"url", nullptr}}, "url", "field_missing"},
        Refused{"NoEvents", {{"events", nullptr}}, "events", "field_missing"},
        Refused{"NoSources", {{"sources", nullptr}}, "sources", "field_missing"},
        Refused{"NameOfAnotherKind", {{"name", {1}}}, "name", "field_invalid"},
        Refused{"UrlWithABlank", {{"url", "http://a.example/ b"}}, "url", "field_invalid"},
        Refused{"UrlWithATilde", {{"url", "http://a.example/~b"}}, "url", "field_invalid"},
        Refused{"HttpsOnAnotherPort", {{"url", "https://a.example:8443/"}}, "url", "field_invalid"},
        Refused{"NoHttp", {{"url", "ftp://a.example/"}}, "url", "field_invalid"},
        Refused{"UnknownEvent", {{"events", {"contact_add"}}}, "events", "field_invalid"},
        Refused{"EmptyEvents", {{"events", Json::array()}}, "events", "field_invalid"},
        Refused{"EventsAsAText", {{"events", "sent"}}, "events", "field_invalid"},
        Refused{"UnknownSource", {{"sources", {"robots"}}}, "sources", "field_invalid"},
        Refused{"EmptySources", {{"sources", Json::array()}}, "sources", "field_invalid"},
        Refused{"UnknownList", {{"listid", 99}}, "listid", "field_invalid"},
        Refused{"ListOfAnotherKind", {{"listid", "all"}}, "listid", "field_invalid"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST_F(WebhookCalls, RefusesABodyThatIsNoJsonObject) {
  for (const char* body : {"", "{", "[]", "name=a&url=b", "null"}) {
    const auto reply = api.ask("POST", "/api/3/webhooks", body);
    EXPECT_EQ(reply.status, 400) << body;
    EXPECT_EQ(reply.text, "{}") << body;
  }
}

TEST_F(WebhookCalls, AnswersOtherMethodsAndPathsAsTheVendorDoes) {
  const auto method = api.ask("PATCH", "/api/3/webhooks/1");
  EXPECT_EQ(method.status, 405);
  EXPECT_EQ(method.text, "{}");
  EXPECT_EQ(method.header("Allow"), "GET, HEAD, PUT, DELETE");
  const auto path = api.get("/api/3/nothing");
  EXPECT_EQ(path.status, 404);
  EXPECT_EQ(path.text, "{}");
}

TEST(RestV3Limit, TellsWhatIsLeftAndThenRefuses) {
  AskedPlatform api({}, 2);
  const auto first = api.get("/api/3/webhooks");
  EXPECT_EQ(first.header("RateLimit-Limit"), "2");
  EXPECT_EQ(first.header("RateLimit-Remaining"), "1");
  EXPECT_EQ(api.get("/api/3/webhooks/9").header("RateLimit-Remaining"), "0");
  const auto refused = api.get("/api/3/webhooks");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.header("Retry-After"), "1");
  EXPECT_EQ(refused.text, R"({"message":"Too Many Requests"})");
}

}  // namespace
}  // namespace hookline
