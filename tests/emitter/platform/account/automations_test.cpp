#include "emitter/platform/account/account.h"
#include "emitter/platform/account/state/operation_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kNow_s = 1'709'117'141;
constexpr std::int64_t kDay_s = 86'400;
constexpr Cause kByApi{Source::kApi, {}, kNow_s};

AutomationStep waiting(std::int64_t days) {
  return WaitStep{days * kDay_s * 1000};
}

AutomationStart on_tag(const std::string& tag) {
  return {EventType::kContactTagAdded, 0, tag};
}

ContactChange jane() {
  ContactChange change;
  change.id = 1;
  return change;
}

std::vector<std::string> names_of(const std::vector<Event>& events) {
  std::vector<std::string> names;
  for (const Event& event : events) {
    names.push_back(event.automation_id ? event.action_url : std::string(name_of(event.type)));
    EXPECT_EQ(event.source == Source::kSystem, names.size() > 1 || event.automation_id);
  }
  return names;
}

class AutomationsTest : public testing::Test {
 protected:
  AutomationsTest() {
    Contact contact;
    contact.email = "jane@example.com";
    state.contacts.put(contact);
    for (const char* name : {"News", "Offers"}) {
      List list;
      list.name = name;
      state.lists.put(list);
    }
  }

  void add(std::optional<AutomationStart> start, std::vector<AutomationStep> steps) {
    state.automations.put({0, "an automation", std::move(start), std::move(steps)});
  }
  std::vector<std::string> tag(Account& account, const std::string& tag) {
    return names_of(account.perform(AddTag{jane(), tag}, kByApi));
  }

  AccountState state;
};

TEST_F(AutomationsTest, StartWithTheEventAndDoWhatTheyAreMadeOf) {
  ContactChange change;
  change.phone = "1";
  add(on_tag("vip"), {TagStep{"seen"}, SubscribeStep{1}, UpdateStep{change}, NoteStep{"called"},
                      WebhookStep{"http://a/"}, UnsubscribeStep{1}, UntagStep{"vip"}});
  Account account(state);
  EXPECT_THAT(tag(account, "vip"),
              ElementsAre("contact_tag_added", "contact_tag_added", "subscribe", "update",
                          "subscriber_note", "http://a/", "unsubscribe", "contact_tag_removed"));
  const auto contact = account.state().contacts.find(1);
  EXPECT_THAT(contact->tags, ElementsAre("seen"));
  EXPECT_EQ(contact->phone, "1");
  EXPECT_THAT(contact->lists, IsEmpty());
}

TEST_F(AutomationsTest, PassOverWhatWouldChangeNothing) {
  add(on_tag("vip"), {TagStep{"vip"}, UntagStep{"none"}, UnsubscribeStep{2}, SubscribeStep{9}});
  Account account(state);
  EXPECT_THAT(tag(account, "vip"), ElementsAre("contact_tag_added"));
}

TEST_F(AutomationsTest, StartWithThatTagOrListAlone) {
  add(on_tag("vip"), {WebhookStep{"http://tag/"}});
  add(AutomationStart{EventType::kSubscribe, 2, ""}, {WebhookStep{"http://list/"}});
  Account account(state);
  EXPECT_THAT(tag(account, "other"), ElementsAre("contact_tag_added"));
  EXPECT_THAT(names_of(account.perform(Subscribe{jane(), {1}}, kByApi)), ElementsAre("subscribe"));
  EXPECT_THAT(names_of(account.perform(Subscribe{jane(), {2}}, kByApi)),
              ElementsAre("subscribe", "http://list/"));
}

TEST_F(AutomationsTest, WaitAndGoOnWhenTheirTimeHasCome) {
  add(on_tag("vip"), {waiting(1), TagStep{"a"}, waiting(2), TagStep{"b"}});
  Account account(state);
  EXPECT_THAT(tag(account, "vip"), SizeIs(1));
  EXPECT_THAT(account.pass_time((kNow_s + kDay_s) * 1000 - 1), IsEmpty());
  EXPECT_EQ(account.state().journeys.size(), 1u);
  const auto events = account.pass_time((kNow_s + 9 * kDay_s) * 1000);
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_EQ(events[0].time_s, kNow_s + kDay_s);
  EXPECT_EQ(events[1].time_s, kNow_s + 3 * kDay_s);
  EXPECT_EQ(events[1].source, Source::kSystem);
  EXPECT_TRUE(account.state().journeys.empty());
}

TEST_F(AutomationsTest, GoThroughAStepOncePerEntry) {
  add({}, {waiting(1), WebhookStep{"http://a/"}});
  Account account(state);
  account.perform(RunAutomation{1, jane()}, kByApi);
  account.perform(RunAutomation{1, jane()}, kByApi);
  EXPECT_EQ(account.state().journeys.size(), 2u);
  EXPECT_THAT(account.pass_time((kNow_s + 3 * kDay_s) * 1000), SizeIs(2));
  EXPECT_THAT(account.pass_time((kNow_s + 9 * kDay_s) * 1000), IsEmpty());
}

TEST_F(AutomationsTest, SkipTheirWaitsWhereTheyAreRunAtOnce) {
  add({}, {waiting(1), WebhookStep{"http://a/"}, waiting(1), WebhookStep{"http://b/"}});
  Account account(state);
  const auto events = account.perform(RunAutomation{1, jane(), Waits::kAreSkipped}, kByApi);
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_EQ(events[1].time_s, kNow_s + 2 * kDay_s);
  EXPECT_TRUE(account.state().journeys.empty());
}

TEST_F(AutomationsTest, ThatStartEachOtherComeToAnEnd) {
  add(on_tag("a"), {UntagStep{"b"}, TagStep{"b"}});
  add(on_tag("b"), {UntagStep{"a"}, TagStep{"a"}});
  Account account(state);
  EXPECT_LT(account.perform(AddTag{jane(), "a"}, kByApi).size(), 10u);
}

TEST_F(AutomationsTest, ThatStartThemselvesAfterAWaitDoSoABoundedNumberOfTimesAtOnce) {
  add(on_tag("a"), {WaitStep{1000}, UntagStep{"a"}, TagStep{"a"}});
  Account account(state);
  tag(account, "a");
  EXPECT_THAT(account.pass_time((kNow_s + 365 * kDay_s) * 1000), SizeIs(2 * Account::kGoneOnMax));
}

TEST_F(AutomationsTest, EndForAContactWhoIsGone) {
  add(on_tag("vip"), {waiting(1), TagStep{"a"}});
  Account account(state);
  tag(account, "vip");
  account.perform([](AccountDraft& draft) { draft.contacts.remove(1); }, kByApi);
  EXPECT_THAT(account.pass_time((kNow_s + 9 * kDay_s) * 1000), IsEmpty());
  EXPECT_TRUE(account.state().journeys.empty());
}

TEST_F(AutomationsTest, AreNotStartedByWhatIsRefused) {
  add(on_tag("vip"), {waiting(1), TagStep{"a"}});
  Account account(state);
  ContactChange nobody;
  nobody.id = 9;
  EXPECT_THROW(account.perform(AddTag{nobody, "vip"}, kByApi), OperationError);
  EXPECT_TRUE(account.state().journeys.empty());
}

}  // namespace
}  // namespace hookline
