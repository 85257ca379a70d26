#include "emitter/serving/serving.h"
#include "tests/support/api_answer.h"

#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using nlohmann::json;
using test::call_api;
using testing::ElementsAre;
using testing::HasSubstr;

/// Two lists, of which the first has every contact but the last.
ServingOptions with_contacts(std::size_t contacts) {
  ServingOptions options;
  options.listen.port = 0;
  options.api_key = "secret";
  options.catcher = {"http://127.0.0.1:8081", "http://127.0.0.1:8080"};
  AccountState& state = options.platform.account.emplace().state;
  for (const char* name : {"Newsletter", "Offers"}) {
    List list;
    list.name = name;
    state.lists.put(list);
  }
  for (std::size_t i = 1; i <= contacts; ++i) {
    Contact contact;
    contact.email = fmt::format("contact{}@example.com", i);
    contact.first_name = i % 2 == 0 ? "Even" : "Odd";
    contact.last_name = "Example";
    if (i < contacts) contact.lists = {1};
    if (i == 1) contact.tags = {"vip"};
    state.contacts.put(contact);
  }
  return options;
}

class AccountPagesTest : public testing::Test {
 protected:
  json ask(const std::string& target) {
    const char* mark = target.find('?') == std::string::npos ? "?" : "&";
    const auto answer = call_api(serving.url(), "GET", target + mark + "api_key=secret");
    EXPECT_EQ(answer.status, 200) << target << answer.body;
    return json::parse(answer.body);
  }
  int status_of(const std::string& target) {
    return call_api(serving.url(), "GET", target + "?api_key=secret").status;
  }
  void act(const std::string& action) {
    const auto answer = call_api(serving.url(), "POST", "/hookline/actions?api_key=secret", action);
    EXPECT_EQ(answer.status, 200) << action << answer.body;
  }
  static std::vector<std::uint64_t> ids_in(const json& found) {
    std::vector<std::uint64_t> ids;
    for (const json& contact : found["contacts"]) ids.push_back(contact["id"]);
    return ids;
  }

  Serving serving{with_contacts(9)};
};

TEST_F(AccountPagesTest, TheOverviewCountsTheContactsOfEachList) {
  EXPECT_EQ(ask("/hookline/overview")["lists"][0]["contacts"], 8);
  act(R"({"action":"contact.subscribe","contact":9,"list":1})");
  act(R"({"action":"contact.subscribe","contact":9,"list":2})");
  act(R"({"action":"contact.unsubscribe","contact":1,"list":1})");
  act(R"({"action":"contact.delete","contact":2})");
  const json overview = ask("/hookline/overview");
  EXPECT_EQ(overview["lists"][0]["contacts"], 7);
  EXPECT_EQ(overview["lists"][1]["contacts"], 1);
  EXPECT_EQ(overview["lists"][1]["subscribe"], "/public/lists/2/subscribe");
  EXPECT_EQ(overview["counts"]["contacts"], 8);
}

TEST_F(AccountPagesTest, ADealHasItsNotesAndAllItsTasks) {
  act(R"({"action":"deal.add","contact":1,"deal":{"title":"Old","value":1}})");
  for (const char* note : {"First", "Second"})
    act(R"({"action":"deal.note","deal":1,"note":")" + std::string(note) + R"("})");
  act(R"({"action":"task.add","deal":1,"task":{"title":"Call"}})");
  act(R"({"action":"task.complete","task":1})");
  const json deal = ask("/hookline/deals/1");
  EXPECT_EQ(deal["notes"][0]["text"], "Second");
  EXPECT_EQ(deal["tasks"][0]["title"], "Call");
  EXPECT_FALSE(deal["tasks"][0]["done"].is_null());
  EXPECT_EQ(status_of("/hookline/deals/9"), 404);
}

TEST_F(AccountPagesTest, TheOverviewHasAnotherVersionAfterEachChange) {
  const json before = ask("/hookline/overview");
  EXPECT_EQ(ask("/hookline/overview")["version"], before["version"]);
  act(R"({"action":"contact.tag","contact":1,"tag":"new"})");
  EXPECT_NE(ask("/hookline/overview")["version"], before["version"]);
}

TEST_F(AccountPagesTest, TheOverviewShowsOpenDealsAndTasksTheNewestFirst) {
  act(R"({"action":"deal.add","contact":1,"deal":{"title":"Old","value":"1,200.5"}})");
  act(R"({"action":"deal.add","contact":2,"deal":{"title":"New","value":3}})");
  act(R"({"action":"deal.add","contact":2,"deal":{"title":"Won","value":3,"status":"won"}})");
  act(R"({"action":"task.add","deal":1,"task":{"title":"Call"}})");
  const json overview = ask("/hookline/overview");
  ASSERT_EQ(overview["deals"].size(), 2u);
  EXPECT_EQ(overview["deals"][0]["title"], "New");
  EXPECT_EQ(overview["deals"][1]["value"], 1200.5);
  EXPECT_EQ(overview["deals"][1]["contact"]["email"], "contact1@example.com");
  EXPECT_EQ(overview["counts"]["deals"], 3);
  EXPECT_EQ(overview["counts"]["open_deals"], 2);
  EXPECT_EQ(overview["tasks"][0]["title"], "Call");
  EXPECT_EQ(overview["counts"]["open_tasks"], 1);
  EXPECT_FALSE(overview["pipelines"][0]["stages"].empty());
}

TEST_F(AccountPagesTest, TheOverviewNamesTheCatcherBesideIt) {
  const json catcher = ask("/hookline/overview")["catcher"];
  EXPECT_EQ(catcher["page"], "http://127.0.0.1:8081");
  EXPECT_EQ(catcher["catching"], "http://127.0.0.1:8080");
}

TEST_F(AccountPagesTest, ContactsComeByPagesTheNewestFirst) {
  const json first = ask("/hookline/contacts?limit=3");
  EXPECT_THAT(ids_in(first), ElementsAre(9, 8, 7));
  EXPECT_EQ(first["total"], 9);
  EXPECT_THAT(ids_in(ask("/hookline/contacts?limit=3&before=7")), ElementsAre(6, 5, 4));
}

TEST_F(AccountPagesTest, APageFarDownIsHadWithoutThoseAboveIt) {
  const json all = ask("/hookline/contacts?skip=7&limit=5");
  EXPECT_THAT(ids_in(all), ElementsAre(2, 1));
  EXPECT_EQ(all["total"], 9);
  EXPECT_THAT(ids_in(ask("/hookline/contacts?list=1&skip=2&limit=2")), ElementsAre(6, 5));
  EXPECT_THAT(ids_in(ask("/hookline/contacts?search=even&skip=3")), ElementsAre(2));
  EXPECT_THAT(ids_in(ask("/hookline/contacts?skip=9")), ElementsAre());
}

TEST_F(AccountPagesTest, ContactsOfAListAndATagAreFound) {
  const json on_list = ask("/hookline/contacts?list=1&limit=2");
  EXPECT_THAT(ids_in(on_list), ElementsAre(8, 7));
  EXPECT_EQ(on_list["total"], 8);
  EXPECT_THAT(ids_in(ask("/hookline/contacts?list=1&limit=2&before=7")), ElementsAre(6, 5));
  EXPECT_THAT(ids_in(ask("/hookline/contacts?tag=vip")), ElementsAre(1));
  EXPECT_THAT(ids_in(ask("/hookline/contacts?list=2&search=contact")), ElementsAre());
}

TEST_F(AccountPagesTest, ContactsThatWaitInAnAutomationAreFound) {
  act(R"({"action":"automation.add","automation":{"id":5,"name":"Slow","steps":[{"wait":"1d"}]}})");
  for (const char* contact : {"3", "8"})
    act(fmt::format(R"({{"action":"automation.start","automation":5,"contact":{}}})", contact));
  const json inside = ask("/hookline/contacts?automation=5");
  EXPECT_THAT(ids_in(inside), ElementsAre(8, 3));
  EXPECT_EQ(inside["total"], 2);
  EXPECT_THAT(ids_in(ask("/hookline/contacts?automation=5&search=odd")), ElementsAre(3));
  EXPECT_THAT(ids_in(ask("/hookline/contacts?automation=6")), ElementsAre());
}

TEST_F(AccountPagesTest, ContactsAreFoundByAllWordsWhateverTheirCase) {
  const json found = ask("/hookline/contacts?search=EVEN%20example");
  EXPECT_THAT(ids_in(found), ElementsAre(8, 6, 4, 2));
  EXPECT_THAT(ids_in(ask("/hookline/contacts?search=contact3%40")), ElementsAre(3));
  EXPECT_THAT(ids_in(ask("/hookline/contacts?search=contact3%20even")), ElementsAre());
  const json some = ask("/hookline/contacts?search=even&before=6&limit=1");
  EXPECT_THAT(ids_in(some), ElementsAre(4));
  EXPECT_EQ(some["total"], 4);
}

TEST_F(AccountPagesTest, ASearchGoesThroughManyContacts) {
  Serving many{with_contacts(10'000)};
  const auto answer =
      call_api(many.url(), "GET", "/hookline/contacts?search=odd&limit=1&api_key=secret");
  const json found = json::parse(answer.body);
  EXPECT_EQ(found["total"], 5000);
  EXPECT_THAT(ids_in(found), ElementsAre(9999));
}

TEST_F(AccountPagesTest, OneContactHasAllThatIsItsOwn) {
  act(R"({"action":"contact.subscribe","contact":3,"list":2})");
  act(R"({"action":"contact.unsubscribe","contact":3,"list":1})");
  act(R"({"action":"contact.note","contact":3,"note":"Called back"})");
  act(R"({"action":"deal.add","contact":3,"deal":{"title":"Lamps","value":3}})");
  act(R"({"action":"campaign.send","campaign":{"id":4,"name":"Spring","lists":[1]}})");
  const json contact = ask("/hookline/contacts/3");
  EXPECT_EQ(contact["email"], "contact3@example.com");
  EXPECT_EQ(contact["lists"], json::parse(R"([{"id":2,"name":"Offers","state":"active"},
      {"id":1,"name":"Newsletter","state":"unsubscribed"}])"));
  EXPECT_EQ(contact["notes"][0]["text"], "Called back");
  EXPECT_EQ(contact["deals"][0]["title"], "Lamps");
  EXPECT_EQ(contact["campaigns"][0]["name"], "Spring");
  EXPECT_THAT(contact["campaigns"][0]["preview"].get<std::string>(),
              HasSubstr("/public/campaigns/4/3-4-"));
  EXPECT_THAT(contact["unsubscribe"].get<std::string>(), HasSubstr("/public/contacts/3-0-"));
}

TEST_F(AccountPagesTest, AnUnknownContactIsNotFound) {
  EXPECT_EQ(status_of("/hookline/contacts/99"), 404);
  EXPECT_EQ(status_of("/hookline/contacts/x"), 404);
}

TEST_F(AccountPagesTest, ParametersThatMakeNoSenseAreRefused) {
  for (const std::string query : {"limit=0", "limit=201", "list=x", "before=-1", "serach=x"}) {
    const auto answer =
        call_api(serving.url(), "GET", "/hookline/contacts?api_key=secret&" + query);
    EXPECT_EQ(answer.status, 400) << query;
  }
  const auto answer = call_api(serving.url(), "GET",
                               "/hookline/contacts?api_key=secret&search=" + std::string(201, 'x'));
  EXPECT_EQ(answer.status, 400);
}

}  // namespace
}  // namespace hookline
