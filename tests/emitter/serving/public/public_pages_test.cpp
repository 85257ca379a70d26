#include "emitter/serving/serving.h"
#include "tests/support/api_answer.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kHostile = "<script>alert(1)</script>\"'&";

/// Jane is on both lists; a campaign went to the first.
ServingOptions with_jane() {
  ServingOptions options;
  options.listen.port = 0;
  options.api_key = "secret";
  AccountState& state = options.platform.account.emplace().state;
  for (const char* name : {"Newsletter", kHostile}) {
    List list;
    list.name = name;
    state.lists.put(list);
  }
  state.contact_fields.put({0, "Colour", "colour"});
  Contact jane;
  jane.email = "jane@example.com";
  jane.lists = {1, 2};
  state.contacts.put(jane);
  Campaign campaign;
  campaign.name = kHostile;
  campaign.message_subject = kHostile;
  campaign.message_text = std::string("Hi ") + kHostile +
                          "\n\nLook: https://example.com/a?b=1&c=2, or http://example.org.";
  campaign.lists = {1};
  state.campaigns.put(campaign);
  return options;
}

class PublicPagesTest : public testing::Test {
 protected:
  httplib::Result get(const std::string& path) { return httplib::Client(serving.url()).Get(path); }
  httplib::Result post(const std::string& path, const httplib::Params& form) {
    return httplib::Client(serving.url()).Post(path, form);
  }
  json ask(const std::string& path) {
    return json::parse(test::call_api(serving.url(), "GET", path + "?api_key=secret").body);
  }
  /// Where Jane sees the campaign, and leaves.
  std::string campaign() { return ask("/hookline/contacts/1")["campaigns"][0]["preview"]; }
  std::string unsubscribe() { return ask("/hookline/contacts/1")["unsubscribe"]; }
  std::shared_ptr<const Contact> contact(std::uint64_t id) {
    return serving.platform().read(
        [&](const auto& view) { return view.account.contacts.find(id); });
  }
  /// The payloads that an own webhook gets; they wait to be sent.
  void listen() {
    Webhook webhook{0, "any", Url::parse("http://127.0.0.1:1/"), 0, {}, {}};
    webhook.events.set();
    webhook.sources.set(static_cast<std::size_t>(Source::kPublic));
    serving.platform().add_webhook(webhook);
  }
  std::vector<std::string> bodies() {
    std::vector<std::string> bodies;
    const json found = ask("/hookline/deliveries");
    for (const json& delivery : found["deliveries"]) bodies.push_back(delivery["body"]);
    return bodies;
  }

  Serving serving{with_jane()};
};

TEST_F(PublicPagesTest, NeedNoKeyButTheirOwnHost) {
  EXPECT_EQ(get("/public/lists/1/subscribe")->status, 200);
  const httplib::Headers foreign = {{"Host", "evil.example"}};
  EXPECT_EQ(httplib::Client(serving.url()).Get("/public/lists/1/subscribe", foreign)->status, 403);
}

TEST_F(PublicPagesTest, RunNoScriptAndAreFramedByNobodyElse) {
  for (const std::string& path : {std::string("/public/lists/2/subscribe"), campaign(),
                                  unsubscribe(), std::string("/public/lists/9/subscribe")}) {
    const auto page = get(path);
    EXPECT_THAT(page->body, Not(HasSubstr("<script"))) << path;
    EXPECT_THAT(page->get_header_value("Content-Security-Policy"),
                AllOf(HasSubstr("default-src 'none'"), Not(HasSubstr("script-src")),
                      HasSubstr("frame-ancestors 'self'")))
        << path;
    EXPECT_EQ(page->get_header_value("X-Frame-Options"), "SAMEORIGIN");
    EXPECT_EQ(page->get_header_value("X-Content-Type-Options"), "nosniff");
  }
  const auto style = get("/public/page.css");
  EXPECT_EQ(style->get_header_value("Content-Type"), "text/css; charset=utf-8");
}

TEST_F(PublicPagesTest, ANewContactSubscribesByAForm) {
  listen();
  const auto page = post("/public/lists/1/subscribe?form=7",
                         {{"email", "ada@example.com"}, {"first_name", "Ada"}, {"field_1", "Red"}});
  EXPECT_EQ(page->status, 200);
  EXPECT_THAT(page->body, HasSubstr("ada@example.com is on the list &quot;Newsletter&quot; now."));
  ASSERT_TRUE(contact(2));
  EXPECT_THAT(contact(2)->lists, ElementsAre(1));
  EXPECT_EQ(contact(2)->fields.at(0).value, "Red");
  ASSERT_EQ(bodies().size(), 1u);
  EXPECT_THAT(bodies()[0], AllOf(HasSubstr("type=subscribe"), HasSubstr("initiated_by=public"),
                                 HasSubstr("form%5Bid%5D=7")));
}

TEST_F(PublicPagesTest, WhoIsOnTheListAlreadyOnlyChangesWhatIsFilledIn) {
  listen();
  EXPECT_THAT(post("/public/lists/1/subscribe", {{"email", "JANE@example.com"}})->body,
              HasSubstr("Nothing has changed."));
  EXPECT_THAT(bodies(), IsEmpty());
  post("/public/lists/1/subscribe", {{"email", "jane@example.com"}, {"phone", "1"}});
  EXPECT_EQ(contact(1)->phone, "1");
  EXPECT_THAT(bodies(), ElementsAre(HasSubstr("type=update")));
}

TEST_F(PublicPagesTest, AFormThatMakesNoSenseIsExplained) {
  EXPECT_EQ(post("/public/lists/1/subscribe", {{"email", "nobody"}})->status, 422);
  EXPECT_EQ(post("/public/lists/1/subscribe", {})->status, 422);
  EXPECT_EQ(post("/public/lists/9/subscribe", {{"email", "a@example.com"}})->status, 404);
  EXPECT_EQ(get("/public/lists/1/subscribe?form=x")->status, 400);
  EXPECT_EQ(post("/public/lists/1/subscribe",
                 {{"email", "a@example.com"}, {"first_name", std::string(10'001, 'x')}})
                ->status,
            422);
  const auto json_body =
      httplib::Client(serving.url()).Post("/public/lists/1/subscribe", "{}", "application/json");
  EXPECT_EQ(json_body->status, 415);
  const auto huge = httplib::Client(serving.url())
                        .Post("/public/lists/1/subscribe", std::string(5'000'000, 'x'),
                              "application/x-www-form-urlencoded");
  EXPECT_EQ(huge->status, 413);
  EXPECT_THAT(huge->get_header_value("Content-Type"), HasSubstr("text/html"));
  EXPECT_EQ(httplib::Client(serving.url()).Delete("/public/lists/1/subscribe")->status, 405);
  EXPECT_EQ(get("/public/nothing")->status, 404);
}

TEST_F(PublicPagesTest, AContactLeavesOneListOrAll) {
  listen();
  EXPECT_EQ(post(unsubscribe(), {{"list", "2"}, {"reason", "Too many"}})->status, 200);
  EXPECT_THAT(contact(1)->lists, ElementsAre(1));
  EXPECT_THAT(bodies().back(), AllOf(HasSubstr("type=unsubscribe"), HasSubstr("Too+many")));
  EXPECT_EQ(post(unsubscribe(), {{"list", "2"}})->status, 422);
  EXPECT_EQ(post(unsubscribe(), {{"list", ""}})->status, 200);
  EXPECT_THAT(contact(1)->lists, IsEmpty());
  EXPECT_EQ(get(unsubscribe())->status, 200);
  EXPECT_EQ(post(unsubscribe(), {{"list", ""}})->status, 409);
}

TEST_F(PublicPagesTest, LeavingByACampaignsLinkNamesTheCampaign) {
  listen();
  const std::string link = ask("/hookline/contacts/1")["campaigns"][0]["unsubscribe"];
  post(link, {{"list", "1"}});
  EXPECT_THAT(bodies().back(), HasSubstr("campaign%5Bid%5D=1"));
}

TEST_F(PublicPagesTest, ACampaignIsOpenedByItsImageAndClickedByItsLinks) {
  listen();
  const auto page = get(campaign());
  EXPECT_THAT(page->body, AllOf(HasSubstr("/open.gif"), HasSubstr("/links/1\""),
                                HasSubstr("/links/2\""), Not(HasSubstr("/links/3\""))));
  EXPECT_THAT(bodies(), IsEmpty());
  EXPECT_EQ(httplib::Client(serving.url()).Head(campaign() + "/open.gif")->status, 200);
  EXPECT_THAT(bodies(), IsEmpty());
  EXPECT_EQ(get(campaign() + "/open.gif")->get_header_value("Content-Type"), "image/gif");
  const auto link = get(campaign() + "/links/1");
  EXPECT_THAT(link->body, HasSubstr("href=\"https://example.com/a?b=1&amp;c=2\""));
  EXPECT_EQ(get(campaign() + "/links/3")->status, 404);
  EXPECT_THAT(bodies(), ElementsAre(HasSubstr("type=open"),
                                    AllOf(HasSubstr("type=click"),
                                          HasSubstr("https%3A%2F%2Fexample.com%2Fa%3Fb%3D1%26c"))));
}

TEST_F(PublicPagesTest, ACampaignIsForwardedSharedAndAnswered) {
  listen();
  EXPECT_EQ(post(campaign() + "/forward", {{"count", "3"}})->status, 200);
  EXPECT_EQ(post(campaign() + "/share", {{"network", "twitter"}})->status, 200);
  EXPECT_EQ(post(campaign() + "/reply", {{"message", kHostile}})->status, 200);
  EXPECT_THAT(bodies(), ElementsAre(HasSubstr("type=forward"), HasSubstr("type=share"),
                                    HasSubstr("type=reply")));
  EXPECT_EQ(post(campaign() + "/forward", {{"count", "0"}})->status, 422);
  EXPECT_EQ(post(campaign() + "/share", {{"network", "x"}})->status, 422);
  EXPECT_EQ(post(campaign() + "/reply", {{"message", " "}})->status, 422);
  EXPECT_EQ(bodies().size(), 3u);
}

TEST_F(PublicPagesTest, ALinkThatIsNobodysLeadsNowhere) {
  std::string forged = campaign();
  forged.back() = forged.back() == '0' ? '1' : '0';
  EXPECT_EQ(get(forged)->status, 404);
  const std::string token = campaign().substr(campaign().rfind('/') + 1);
  EXPECT_EQ(get("/public/campaigns/2/" + token)->status, 404);
  EXPECT_EQ(get("/public/contacts/x/unsubscribe")->status, 404);
  const std::string of_jane = unsubscribe();
  serving.platform().perform({Source::kAdmin, {}, 0},
                             [](AccountDraft& draft) { draft.contacts.remove(1); });
  EXPECT_EQ(get(of_jane)->status, 404);
}

}  // namespace
}  // namespace hookline
