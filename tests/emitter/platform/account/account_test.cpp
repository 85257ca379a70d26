#include "emitter/platform/account/account.h"

#include "emitter/platform/account/action_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::int64_t kNow_s = 1'709'117'141;

class AccountTest : public testing::Test {
 protected:
  AccountTest() {
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
    account = Account(state);
  }

  static Action action(EventType type, Source source = Source::kAdmin) {
    Action made;
    made.type = type;
    made.source = source;
    made.contact.emplace();
    made.contact->id = 42;
    return made;
  }

  std::vector<Event> apply(const Action& done) { return account.apply(done, kNow_s); }
  Event only(const Action& done) {
    auto events = apply(done);
    EXPECT_EQ(events.size(), 1u);
    return events.at(0);
  }
  const Contact& contact() { return *account.state().contacts.find(42); }

  Account account;
};

std::vector<std::uint64_t> list_ids(const Event& event) {
  std::vector<std::uint64_t> ids;
  for (const ListEntry& list : event.lists) ids.push_back(list.id);
  return ids;
}

TEST_F(AccountTest, NumbersItsEventsFromOne) {
  EXPECT_EQ(only(action(EventType::kUpdate)).id, 1u);
  EXPECT_EQ(only(action(EventType::kUpdate)).id, 2u);
}

TEST_F(AccountTest, PutsASubscriberOnTheList) {
  Action subscribe = action(EventType::kSubscribe);
  subscribe.lists = {3};
  const Event event = only(subscribe);
  EXPECT_THAT(contact().lists, ElementsAre(1u, 2u, 3u));
  EXPECT_THAT(event.contact->lists, ElementsAre(1u, 2u, 3u));
  EXPECT_THAT(list_ids(event), ElementsAre(3u));
}

TEST_F(AccountTest, TellsOfEachListJoinedByItself) {
  Action subscribe = action(EventType::kSubscribe);
  subscribe.lists = {1, 3};
  const auto events = apply(subscribe);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_THAT(list_ids(events[0]), ElementsAre(1u));
  EXPECT_THAT(list_ids(events[1]), ElementsAre(3u));
  EXPECT_NE(events[0].id, events[1].id);
}

TEST_F(AccountTest, AddsASubscriberWhoWasNotThere) {
  Action subscribe = action(EventType::kSubscribe);
  subscribe.contact = ContactChange();
  subscribe.contact->email = "new@example.com";
  EXPECT_EQ(only(subscribe).contact->id, 43u);
  EXPECT_EQ(only(subscribe).contact->id, 43u) << "the second time it is there";
}

TEST_F(AccountTest, TakesAnUnsubscriberOffTheListAndReportsTheOthers) {
  Action unsubscribe = action(EventType::kUnsubscribe);
  unsubscribe.lists = {1};
  const Event event = only(unsubscribe);
  EXPECT_FALSE(event.list_as_array);
  EXPECT_THAT(contact().lists, ElementsAre(2u));
  EXPECT_THAT(std::get<UnsubscribeDetails>(event.details).active_subscriptions, ElementsAre(2u));
}

TEST_F(AccountTest, TellsOfAllListsAtOnceWhenTheContactUnsubscribes) {
  const Event event = only(action(EventType::kUnsubscribe, Source::kPublic));
  EXPECT_TRUE(event.list_as_array);
  EXPECT_THAT(list_ids(event), ElementsAre(1u, 2u));
  EXPECT_EQ(event.lists[0].name, "List 1");
  EXPECT_THAT(contact().lists, IsEmpty());
}

TEST_F(AccountTest, FollowsTheListFormAskedFor) {
  Action unsubscribe = action(EventType::kUnsubscribe, Source::kPublic);
  unsubscribe.list_form = ListForm::kScalar;
  EXPECT_EQ(apply(unsubscribe).size(), 2u);
  Action open = action(EventType::kOpen, Source::kPublic);
  open.lists = {1, 2};
  open.list_form = ListForm::kArray;
  EXPECT_TRUE(only(open).list_as_array);
}

TEST_F(AccountTest, ShowsAnUpdateToTheContactsListsWithoutNamingOne) {
  const Event event = only(action(EventType::kUpdate));
  EXPECT_THAT(list_ids(event), ElementsAre(1u, 2u));
  EXPECT_TRUE(event.list_as_zero);
}

TEST_F(AccountTest, HasAnAddedTagBeforeTheEventIsTold) {
  Action tag = action(EventType::kContactTagAdded);
  tag.details = TagDetails{"vip"};
  EXPECT_THAT(only(tag).contact->tags, ElementsAre("customer", "vip"));
  EXPECT_THAT(only(tag).contact->tags, ElementsAre("customer", "vip")) << "a tag is there once";
}

TEST_F(AccountTest, LacksARemovedTagBeforeTheEventIsTold) {
  const Event event = only(action(EventType::kContactTagRemoved));
  EXPECT_EQ(std::get<TagDetails>(event.details).tag, "customer");
  EXPECT_THAT(event.contact->tags, IsEmpty());
}

TEST_F(AccountTest, LeavesEarlierEventsAsTheyWere) {
  const Event before = only(action(EventType::kUpdate));
  Action update = action(EventType::kUpdate);
  update.contact->first_name = "Janet";
  const Event after = only(update);
  EXPECT_EQ(before.contact->first_name, "");
  EXPECT_EQ(after.contact->first_name, "Janet");
}

TEST_F(AccountTest, GoesItsOwnWayFromACopy) {
  Account copy = account;
  Action unsubscribe = action(EventType::kUnsubscribe);
  copy.apply(unsubscribe, kNow_s);
  EXPECT_THAT(contact().lists, ElementsAre(1u, 2u));
}

TEST_F(AccountTest, MakesADealForTheContact) {
  const Event event = only(action(EventType::kDealAdd));
  ASSERT_TRUE(event.deal);
  EXPECT_EQ(event.deal->title, "Deal 1");
  EXPECT_EQ(event.deal->created_s, kNow_s);
  EXPECT_EQ(event.deal->contact->id, 42u);
  EXPECT_EQ(event.deal->stage->pipeline, event.deal->pipeline->id);
  EXPECT_EQ(only(action(EventType::kDealAdd)).deal->title, "Deal 2");
}

TEST_F(AccountTest, ShowsADealWithItsContactAsItIsNow) {
  only(action(EventType::kDealAdd));
  Action update = action(EventType::kUpdate);
  update.contact->first_name = "Janet";
  only(update);
  Action deal_update;
  deal_update.type = EventType::kDealUpdate;
  const Event event = only(deal_update);
  EXPECT_EQ(event.contact->first_name, "Janet");
  EXPECT_EQ(event.deal->contact->first_name, "Janet");
}

TEST_F(AccountTest, ReportsWhatADealUpdateTouches) {
  only(action(EventType::kDealAdd));
  Action update;
  update.type = EventType::kDealUpdate;
  update.deal.emplace();
  update.deal->id = 1;
  update.deal->value = Money{200};
  update.deal->title = "Bigger";
  const Event event = only(update);
  EXPECT_THAT(std::get<DealUpdateDetails>(event.details).updated_fields,
              ElementsAre("title", "value"));
  EXPECT_EQ(event.deal->value, Money{200});
  EXPECT_EQ(event.deal->created_s, kNow_s);
}

TEST_F(AccountTest, CompletesTheFirstOpenTask) {
  only(action(EventType::kDealTaskAdd));
  only(action(EventType::kDealTaskAdd));
  const auto completed = [&](const Event& event) {
    return std::get<std::shared_ptr<const Task>>(event.details);
  };
  const auto first = completed(only(action(EventType::kDealTaskComplete)));
  const auto second = completed(only(action(EventType::kDealTaskComplete)));
  EXPECT_EQ(first->id, 1u);
  EXPECT_EQ(first->done_s, kNow_s);
  EXPECT_EQ(second->id, 2u);
}

TEST_F(AccountTest, KeepsATasksTimesFromItsFirstEventOn) {
  only(action(EventType::kDealTaskAdd));
  const auto task = account.state().tasks.find(1);
  EXPECT_EQ(*task->end_s, *task->due_s + 900);
  account.apply(action(EventType::kDealTaskComplete), kNow_s + 60);
  EXPECT_EQ(account.state().tasks.find(1)->due_s, task->due_s);
}

TEST_F(AccountTest, SendsTextMessagesToTheContactsPhone) {
  EXPECT_EQ(std::get<SmsSentDetails>(only(action(EventType::kSmsSent)).details).recipient,
            "+13125550100");
  EXPECT_EQ(std::get<SmsUnsubDetails>(only(action(EventType::kSmsUnsub)).details).phone,
            "+13125550100");
}

TEST_F(AccountTest, TellsOfACampaignThroughWhichAContactUnsubscribedOnlyWhenSaid) {
  Action unsubscribe = action(EventType::kUnsubscribe);
  EXPECT_FALSE(apply(unsubscribe).at(0).campaign);
  unsubscribe.campaign.emplace();
  unsubscribe.campaign->name = "Spring news";
  EXPECT_EQ(apply(unsubscribe).at(0).campaign->name, "Spring news");
}

TEST_F(AccountTest, AddsListsPipelinesStagesAndTaskTypes) {
  for (const EventType type : {EventType::kListAdd, EventType::kDealPipelineAdd,
                               EventType::kDealStageAdd, EventType::kDealTasktypeAdd}) {
    only(action(type));
    only(action(type));
  }
  EXPECT_THAT(account.state().lists.ids(), ElementsAre(1u, 2u, 3u, 4u, 5u));
  EXPECT_EQ(account.state().pipelines.find(2)->title, "Pipeline 2");
  EXPECT_EQ(account.state().stages.find(2)->pipeline, 1u);
  EXPECT_EQ(account.state().task_types.find(1)->title, "Task type 1");
}

TEST_F(AccountTest, NamesWhatIsThereWhenAskedForWhatIsNot) {
  Action update = action(EventType::kUpdate);
  update.contact->id = 7;
  try {
    apply(update);
    FAIL() << "contact 7 is not there";
  } catch (const ActionError& error) {
    EXPECT_EQ(error.path(), "contact");
    EXPECT_THAT(error.what(), HasSubstr("no contact 7"));
    EXPECT_THAT(error.what(), HasSubstr("42"));
  }
}

TEST_F(AccountTest, RunsOnlyAutomationsThatAreThere) {
  Action run = action(EventType::kUpdate);
  run.automation = 7;
  EXPECT_THROW(apply(run), ActionError);
}

}  // namespace
}  // namespace hookline
