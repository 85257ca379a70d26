#include "emitter/platform/account/account.h"

#include "emitter/platform/account/state/operation_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::int64_t kNow_s = 1'709'117'141;

ContactChange named(std::uint64_t id) {
  ContactChange contact;
  contact.id = id;
  return contact;
}

ContactChange renamed(std::uint64_t id, std::string first_name) {
  ContactChange contact = named(id);
  contact.first_name = std::move(first_name);
  return contact;
}

ContactChange addressed(std::string email) {
  ContactChange contact;
  contact.email = std::move(email);
  return contact;
}

AccountState usual_state() {
  AccountState state;
  for (std::uint64_t id = 1; id <= 3; ++id) {
    List list;
    list.id = id;
    list.name = "List " + std::to_string(id);
    state.lists.put(list);
  }
  Contact contact;
  contact.id = 42;
  contact.email = "jane.doe@example.com";
  contact.phone = "+13125550100";
  contact.tags = {"customer"};
  contact.lists = {1, 2};
  state.contacts.put(contact);
  return state;
}

class AccountTest : public testing::Test {
 protected:
  std::vector<Event> perform(const Operation& done, Source source = Source::kAdmin) {
    return account.perform(done, {source, {}, kNow_s});
  }
  Event only(const Operation& done, Source source = Source::kAdmin) {
    auto events = perform(done, source);
    EXPECT_EQ(events.size(), 1u);
    return events.at(0);
  }
  const Contact& contact() { return *account.state().contacts.find(42); }

  Account account{usual_state()};
  const ContactChange jane = named(42);
};

std::vector<std::uint64_t> list_ids(const Event& event) {
  std::vector<std::uint64_t> ids;
  for (const ListEntry& list : event.lists) ids.push_back(list.id);
  return ids;
}

TEST_F(AccountTest, NumbersItsEventsFromOne) {
  EXPECT_EQ(only(UpdateContact{jane}).id, 1u);
  EXPECT_EQ(only(UpdateContact{jane}).id, 2u);
}

TEST_F(AccountTest, FindsAContactByItsAddressWhateverTheCase) {
  EXPECT_EQ(only(UpdateContact{addressed("Jane.Doe@Example.COM")}).contact->id, 42u);
}

TEST_F(AccountTest, CausesTheEventThatAnOperationIsNamedFor) {
  for (const EventType type : all_event_types()) {
    Operation operation = operation_causing(type);
    std::visit(
        [&](auto& done) {
          if constexpr (requires { done.contact; }) done.contact = jane;
        },
        operation);
    EXPECT_EQ(perform(operation).at(0).type, type) << name_of(type);
  }
}

TEST_F(AccountTest, TellsByWhomItWasDone) {
  const Event event =
      account.perform(UpdateContact{jane}, {Source::kApi, Source::kSystem, kNow_s}).at(0);
  EXPECT_EQ(event.source, Source::kApi);
  EXPECT_EQ(event.initiated_by, Source::kSystem);
  EXPECT_EQ(event.time_s, kNow_s);
}

TEST_F(AccountTest, PutsASubscriberOnTheList) {
  const Event event = only(Subscribe{jane, {3}});
  EXPECT_THAT(contact().lists, ElementsAre(1u, 2u, 3u));
  EXPECT_THAT(event.contact->lists, ElementsAre(1u, 2u, 3u));
  EXPECT_THAT(list_ids(event), ElementsAre(3u));
}

TEST_F(AccountTest, TellsOfEachListJoinedByItself) {
  const auto events = perform(Subscribe{jane, {1, 3}});
  ASSERT_EQ(events.size(), 2u);
  EXPECT_THAT(list_ids(events[0]), ElementsAre(1u));
  EXPECT_THAT(list_ids(events[1]), ElementsAre(3u));
  EXPECT_NE(events[0].id, events[1].id);
}

TEST_F(AccountTest, AddsASubscriberWhoWasNotThere) {
  const Subscribe subscribe{addressed("new@example.com")};
  EXPECT_EQ(only(subscribe).contact->id, 43u);
  EXPECT_EQ(only(subscribe).contact->id, 43u) << "the second time it is there";
}

TEST_F(AccountTest, TakesAnUnsubscriberOffTheListAndReportsTheOthers) {
  const Event event = only(Unsubscribe{jane, {1}});
  EXPECT_FALSE(event.list_as_array);
  EXPECT_THAT(contact().lists, ElementsAre(2u));
  EXPECT_THAT(std::get<UnsubscribeDetails>(event.details).active_subscriptions, ElementsAre(2u));
}

TEST_F(AccountTest, TellsOfAllListsAtOnceWhenTheContactUnsubscribes) {
  const Event event = only(Unsubscribe{jane}, Source::kPublic);
  EXPECT_TRUE(event.list_as_array);
  EXPECT_THAT(list_ids(event), ElementsAre(1u, 2u));
  EXPECT_EQ(event.lists[0].name, "List 1");
  EXPECT_THAT(contact().lists, IsEmpty());
}

TEST_F(AccountTest, FollowsTheListFormAskedFor) {
  EXPECT_EQ(perform(Unsubscribe{jane, {}, ListForm::kScalar}, Source::kPublic).size(), 2u);
  ReactToCampaign open{EventType::kOpen, jane};
  open.lists = {1, 2};
  open.list_form = ListForm::kArray;
  EXPECT_TRUE(only(open, Source::kPublic).list_as_array);
}

TEST_F(AccountTest, ShowsAnUpdateToTheContactsListsWithoutNamingOne) {
  const Event event = only(UpdateContact{jane});
  EXPECT_THAT(list_ids(event), ElementsAre(1u, 2u));
  EXPECT_TRUE(event.list_as_zero);
}

TEST_F(AccountTest, HasAnAddedTagBeforeTheEventIsTold) {
  const AddTag tag{jane, "vip"};
  EXPECT_THAT(only(tag).contact->tags, ElementsAre("customer", "vip"));
  EXPECT_THAT(only(tag).contact->tags, ElementsAre("customer", "vip")) << "a tag is there once";
}

TEST_F(AccountTest, LacksARemovedTagBeforeTheEventIsTold) {
  const Event event = only(RemoveTag{jane});
  EXPECT_EQ(std::get<TagDetails>(event.details).tag, "customer");
  EXPECT_THAT(event.contact->tags, IsEmpty());
}

TEST_F(AccountTest, LeavesEarlierEventsAsTheyWere) {
  const Event before = only(UpdateContact{jane});
  const Event after = only(UpdateContact{renamed(42, "Janet")});
  EXPECT_EQ(before.contact->first_name, "");
  EXPECT_EQ(after.contact->first_name, "Janet");
}

TEST_F(AccountTest, GoesItsOwnWayFromACopy) {
  Account copy = account;
  copy.perform(Unsubscribe{jane}, {});
  EXPECT_THAT(contact().lists, ElementsAre(1u, 2u));
}

TEST_F(AccountTest, MakesADealForTheContact) {
  const AddDeal add{{{}, jane}};
  const Event event = only(add);
  ASSERT_TRUE(event.deal);
  EXPECT_EQ(event.deal->title, "Deal 1");
  EXPECT_EQ(event.deal->created_s, kNow_s);
  EXPECT_EQ(event.deal_contact->id, 42u);
  EXPECT_EQ(event.stage->pipeline, event.pipeline->id);
  EXPECT_EQ(only(add).deal->title, "Deal 2");
}

TEST_F(AccountTest, ShowsADealWithItsContactAsItIsNow) {
  only(AddDeal{{{}, jane}});
  only(UpdateContact{renamed(42, "Janet")});
  const Event event = only(UpdateDeal{});
  EXPECT_EQ(event.contact->first_name, "Janet");
  EXPECT_EQ(event.deal_contact->first_name, "Janet");
}

TEST_F(AccountTest, ReportsWhatADealUpdateTouches) {
  only(AddDeal{{{}, jane}});
  DealChange change;
  change.id = 1;
  change.value = Money{200};
  change.title = "Bigger";
  const Event event = only(UpdateDeal{{change, {}}});
  EXPECT_THAT(std::get<DealUpdateDetails>(event.details).updated_fields,
              ElementsAre("title", "value"));
  EXPECT_EQ(event.deal->value, Money{200});
  EXPECT_EQ(event.deal->created_s, kNow_s);
}

TEST_F(AccountTest, CompletesTheFirstOpenTask) {
  only(AddTask{{{}, jane}});
  only(AddTask{{{}, jane}});
  const auto first = only(CompleteTask{{{}, jane}}).task;
  const auto second = only(CompleteTask{{{}, jane}}).task;
  EXPECT_EQ(first->id, 1u);
  EXPECT_EQ(first->done_s, kNow_s);
  EXPECT_EQ(second->id, 2u);
}

TEST_F(AccountTest, KeepsATasksTimesFromItsFirstEventOn) {
  only(AddTask{{{}, jane}});
  const auto task = account.state().tasks.find(1);
  EXPECT_EQ(*task->end_s, *task->due_s + 900);
  account.perform(CompleteTask{{{}, jane}}, {Source::kAdmin, {}, kNow_s + 60});
  EXPECT_EQ(account.state().tasks.find(1)->due_s, task->due_s);
}

TEST_F(AccountTest, SendsTextMessagesToTheContactsPhone) {
  const Event sent = only(HandleMessage{EventType::kSmsSent, jane, SmsSentDetails{}});
  EXPECT_EQ(std::get<SmsSentDetails>(sent.details).recipient, "+13125550100");
  const Event unsub = only(HandleMessage{EventType::kSmsUnsub, jane, SmsUnsubDetails{}});
  EXPECT_EQ(std::get<SmsUnsubDetails>(unsub.details).phone, "+13125550100");
}

TEST_F(AccountTest, TellsOfACampaignThroughWhichAContactUnsubscribedOnlyWhenSaid) {
  Unsubscribe unsubscribe{jane};
  EXPECT_FALSE(perform(unsubscribe).at(0).campaign);
  unsubscribe.campaign.emplace();
  unsubscribe.campaign->name = "Spring news";
  EXPECT_EQ(perform(unsubscribe).at(0).campaign->name, "Spring news");
}

TEST_F(AccountTest, AddsListsPipelinesStagesAndTaskTypes) {
  for (const Operation& add : {Operation(AddList()), Operation(AddPipeline()),
                               Operation(AddStage()), Operation(AddTaskType())}) {
    only(add);
    only(add);
  }
  EXPECT_THAT(account.state().lists.ids(), ElementsAre(1u, 2u, 3u, 4u, 5u));
  EXPECT_EQ(account.state().pipelines.find(2)->title, "Pipeline 2");
  EXPECT_EQ(account.state().stages.find(2)->pipeline, 1u);
  EXPECT_EQ(account.state().task_types.find(1)->title, "Task type 1");
}

TEST_F(AccountTest, NamesWhatIsThereWhenAskedForWhatIsNot) {
  try {
    perform(UpdateContact{named(7)});
    FAIL() << "contact 7 is not there";
  } catch (const OperationError& error) {
    EXPECT_EQ(error.path(), "contact");
    EXPECT_THAT(error.what(), HasSubstr("no contact 7"));
    EXPECT_THAT(error.what(), HasSubstr("42"));
  }
}

TEST_F(AccountTest, RunsOnlyAutomationsThatAreThere) {
  EXPECT_THROW(perform(RunAutomation{7, jane}), OperationError);
}

}  // namespace
}  // namespace hookline
