#include "emitter/platform/actions/account_action.h"

#include "emitter/platform/account/account.h"

#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

AccountState small_account() {
  AccountState state;
  List newsletter;
  newsletter.name = "Newsletter";
  state.lists.put(newsletter);
  state.contact_fields.put({0, "Colour", "colour"});
  Contact jane;
  jane.email = "jane@example.com";
  jane.lists = {1};
  jane.tags = {"vip"};
  jane.fields = {{1, "colour", "Blue"}};
  state.contacts.put(jane);
  state.tags.put({0, "vip", "contact", ""});
  state.pipelines.put({0, "Sales", ""});
  state.stages.put({0, "New", "3f3f3f", 1});
  state.stages.put({0, "Later", "3f3f3f", 1});
  state.task_types.put({0, "Call"});
  return state;
}

class AccountActionTest : public testing::Test {
 protected:
  /// The types of the events that it causes.
  std::vector<std::string> act(const std::string& text) {
    const auto document = JsonDocument::parse(text, "");
    const AccountAction action = read_account_action(document.root());
    std::vector<std::string> types;
    for (const Event& event : account.perform(action.perform, {action.as, {}, 1}))
      types.emplace_back(name_of(event.type));
    return types;
  }
  /// The place of what is wrong, and why.
  std::string refusal_of(const std::string& text) {
    try {
      act(text);
    } catch (const OperationError& error) {
      return "/" + error.path() + ": " + error.what();
    } catch (const Failure& failure) {
      return failure.what();
    }
    return "";
  }
  const AccountState& state() const { return account.state(); }

  Account account{small_account()};
};

TEST_F(AccountActionTest, AFieldIsAddedChangedAndDeletedWithoutAnEvent) {
  EXPECT_THAT(act(R"({"action":"field.add","field":{"title":"Shoe size"}})"), IsEmpty());
  EXPECT_EQ(state().contact_fields.find(2)->tag, "shoe_size");
  act(R"({"action":"field.update","field":{"id":1,"tag":"color"}})");
  EXPECT_EQ(state().contact_fields.find(1)->title, "Colour");
  EXPECT_EQ(state().contacts.find(1)->fields.at(0).tag, "color");
  act(R"({"action":"field.delete","field":1})");
  EXPECT_THAT(state().contacts.find(1)->fields, IsEmpty());
}

TEST_F(AccountActionTest, ATagIsAddedOnceAndDeletedByNameOrId) {
  act(R"({"action":"tag.add","tag":{"name":"trial","description":"Until May"}})");
  EXPECT_THAT(refusal_of(R"({"action":"tag.add","tag":{"name":"trial"}})"),
              HasSubstr("/tag/name: "));
  act(R"({"action":"tag.delete","tag":"vip"})");
  EXPECT_THAT(state().contacts.find(1)->tags, IsEmpty());
  act(R"({"action":"tag.delete","tag":2})");
  EXPECT_TRUE(state().tags.empty());
}

TEST_F(AccountActionTest, ACampaignIsADraftUntilItIsSentToItsLists) {
  act(R"({"action":"campaign.add","campaign":{"name":"Spring","lists":[1],
          "message":{"subject":"Hi","text":"Look: https://example.com/a"}}})");
  EXPECT_EQ(state().campaigns.find(1)->status, "0");
  act(R"({"action":"campaign.update","campaign":{"id":1,"message":{"subject":"Hello"}}})");
  EXPECT_THAT(act(R"({"action":"campaign.send","campaign":1})"), ElementsAre("sent"));
  const Campaign& sent = *state().campaigns.find(1);
  EXPECT_EQ(sent.status, "5");
  EXPECT_EQ(sent.recipients, 1u);
  EXPECT_EQ(sent.message_subject, "Hello");
  EXPECT_EQ(sent.message_text, "Look: https://example.com/a");
  act(R"({"action":"campaign.delete","campaign":1})");
  EXPECT_TRUE(state().campaigns.empty());
}

TEST_F(AccountActionTest, AnAutomationThatIsAddedIsEntered) {
  act(R"({"action":"automation.add","automation":{"name":"Welcome",
          "start":{"on":"contact_tag_added","tag":"new"},"steps":[{"note":"Hello"}]}})");
  EXPECT_THAT(act(R"({"action":"contact.tag","contact":1,"tag":"new"})"),
              ElementsAre("contact_tag_added", "subscriber_note"));
  act(R"({"action":"automation.update","automation":{"id":1,"name":"Welcome","steps":[]}})");
  EXPECT_FALSE(state().automations.find(1)->start);
  act(R"({"action":"automation.delete","automation":1})");
  EXPECT_TRUE(state().automations.empty());
}

TEST_F(AccountActionTest, WhoWaitsInAnAutomationThatIsDeletedComesOut) {
  act(R"({"action":"automation.add","automation":{"name":"Later","steps":[{"wait":"1d"}]}})");
  act(R"({"action":"automation.start","automation":1,"contact":1})");
  ASSERT_EQ(state().journeys.size(), 1u);
  act(R"({"action":"automation.delete","automation":1})");
  EXPECT_TRUE(state().journeys.empty());
}

TEST_F(AccountActionTest, ADealIsMovedClosedAndDeleted) {
  act(R"({"action":"deal.add","contact":1,"deal":{"title":"Lamps","value":10,"stage":1}})");
  EXPECT_THAT(act(R"({"action":"deal.move","deal":1,"stage":2})"), ElementsAre("deal_update"));
  EXPECT_EQ(state().deals.find(1)->stage, 2u);
  EXPECT_THAT(act(R"({"action":"deal.close","deal":1,"status":"won"})"),
              ElementsAre("deal_update"));
  EXPECT_EQ(state().deals.find(1)->status, DealStatus::kWon);
  EXPECT_THAT(act(R"({"action":"deal.edit","deal":{"id":1,"title":"Desks"}})"), IsEmpty());
  EXPECT_EQ(state().deals.find(1)->title, "Desks");
  EXPECT_THAT(act(R"({"action":"deal.delete","deal":1})"), IsEmpty());
  EXPECT_TRUE(state().deals.empty());
}

TEST_F(AccountActionTest, ANoteIsChangedAndDeletedWithoutAnEvent) {
  act(R"({"action":"contact.note","contact":1,"note":"Hot"})");
  EXPECT_THAT(act(R"({"action":"note.update","note":{"id":1,"text":"Cold"}})"), IsEmpty());
  EXPECT_EQ(state().notes.find(1)->text, "Cold");
  EXPECT_THAT(act(R"({"action":"note.delete","note":1})"), IsEmpty());
  EXPECT_TRUE(state().notes.empty());
}

TEST_F(AccountActionTest, WhatDealsAndTasksUseIsNotDeleted) {
  act(R"({"action":"task.add","deal":{"title":"Lamps","value":10},"task":{"title":"Ring"}})");
  EXPECT_THAT(refusal_of(R"({"action":"stage.delete","stage":1})"), HasSubstr("/stage: "));
  EXPECT_THAT(refusal_of(R"({"action":"pipeline.delete","pipeline":1})"), HasSubstr("/pipeline: "));
  EXPECT_THAT(refusal_of(R"({"action":"tasktype.delete","task_type":1})"),
              HasSubstr("/task_type: "));
  act(R"({"action":"task.delete","task":1})");
  act(R"({"action":"tasktype.delete","task_type":1})");
  act(R"({"action":"stage.delete","stage":2})");
  act(R"({"action":"deal.delete","deal":1})");
  act(R"({"action":"pipeline.delete","pipeline":1})");
  EXPECT_TRUE(state().pipelines.empty());
  EXPECT_TRUE(state().stages.empty());
}

TEST_F(AccountActionTest, PartsAreRenamedWithoutAnEvent) {
  act(R"({"action":"list.update","list":{"id":1,"name":"Letters"}})");
  EXPECT_EQ(state().lists.find(1)->name, "Letters");
  EXPECT_EQ(state().lists.find(1)->sender_city, "Chicago");
  act(R"({"action":"pipeline.update","pipeline":{"id":1,"title":"Repairs"}})");
  EXPECT_EQ(state().pipelines.find(1)->title, "Repairs");
  act(R"({"action":"stage.update","stage":{"id":2,"color":"ff0000"}})");
  EXPECT_EQ(state().stages.find(2)->title, "Later");
  EXPECT_EQ(state().stages.find(2)->color, "ff0000");
  act(R"({"action":"tasktype.update","task_type":{"id":1,"title":"Visit"}})");
  EXPECT_EQ(state().task_types.find(1)->title, "Visit");
  act(R"({"action":"list.delete","list":1})");
  EXPECT_THAT(state().contacts.find(1)->lists, IsEmpty());
}

TEST_F(AccountActionTest, SaysWhichContactIsThereAlreadyAndWhatToDoInstead) {
  EXPECT_EQ(refusal_of(R"({"action": "contact.add", "contact": {"email": "jane@example.com"}})"),
            "/contact: there is a contact 1 already, jane@example.com; contact.update changes it, "
            "contact.subscribe puts it on a list");
}

TEST_F(AccountActionTest, SaysWhereSomethingIsWrong) {
  const std::map<std::string, std::string> places = {
      {R"({"action":"field.add","field":{"tag":"x"}})", "title"},
      {R"({"action":"field.add","field":{"id":1,"title":"x"}})", "/field: there is a"},
      {R"({"action":"field.update","field":{"title":"x"}})", "id"},
      {R"({"action":"field.update","field":{"id":9,"title":"x"}})", "/field: there is no"},
      {R"({"action":"list.delete","list":9})", "/list: there is no"},
      {R"({"action":"tag.delete","tag":"no"})", "/tag: "},
      {R"({"action":"campaign.add","campaign":{"name":"x","lists":[9]}})", "/campaign/lists/0: "},
      {R"({"action":"automation.add","automation":{"name":"x","steps":[{"subscribe":9}]}})",
       "/automation/steps/0/subscribe: "},
      {R"({"action":"deal.move","deal":1})", "stage"},
      {R"({"action":"deal.close","deal":1,"status":"done"})", "/status: "},
      {R"({"action":"stage.update","stage":{"id":1,"pipeline":9}})", "/stage/pipeline: "},
      {R"({"action":"tag.add","tag":{"name":"x"},"contact":1})", "/contact"},
  };
  for (const auto& [action, place] : places)
    EXPECT_THAT(refusal_of(action), HasSubstr(place)) << action;
}

}  // namespace
}  // namespace hookline
