#include "emitter/platform/store/platform_store.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/sqlite/sqlite_connection.h"
#include "emitter/platform/account/operations/operation.h"
#include "tests/support/refusal.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <fstream>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr LeaseTerms kAll{std::numeric_limits<std::int64_t>::max(),
                          std::numeric_limits<std::int64_t>::max(), 1000};

Contact full_contact() {
  Contact contact;
  contact.id = 42;
  contact.email = "jane@example.com";
  contact.first_name = "Zoë \"Z\"";
  contact.tags = {"a", "b"};
  contact.fields = {{7, "tag", std::string("||A||B||\0", 9)}};
  contact.customer_account = {3, "Acme"};
  contact.lists = {1, 2};
  return contact;
}

Deal full_deal() {
  Deal deal;
  deal.id = 5;
  deal.title = "Deal";
  deal.created_s = 1'709'117'141;
  deal.value = {-12'345};
  deal.status = DealStatus::kLost;
  deal.fields = {{1, "Colour", "red", true}, {2, "Size", "", false}};
  return deal;
}

Webhook some_webhook(std::uint64_t id) {
  Webhook webhook{id, "hook", Url::parse("http://localhost/x"), 3, {}, {}};
  webhook.events.set(static_cast<std::size_t>(EventType::kOpen));
  webhook.sources.set(static_cast<std::size_t>(Source::kApi));
  webhook.created_s = 1'700'000'000;
  return webhook;
}

QueuedDelivery some_delivery(std::uint64_t id) {
  QueuedDelivery delivery;
  delivery.id = id;
  delivery.event_id = 1;
  delivery.receiver = 1;
  delivery.url = "http://localhost/x";
  delivery.payload = std::make_shared<const std::string>("type=open&list=0");
  delivery.due_us = 1'700'000'000'000'000;
  return delivery;
}

Attempt answered(std::uint64_t id) {
  Attempt attempt;
  attempt.delivery_id = id;
  attempt.outcome = Outcome::kAnswered;
  attempt.status = 200;
  attempt.state = DeliveryState::kDelivered;
  attempt.answer = "thanks";
  return attempt;
}

class PlatformStoreTest : public testing::Test {
 protected:
  std::unique_ptr<PlatformStore> open() { return open_sqlite_platform_store(file, {}); }
  /// What is said of the file that can't be used.
  std::string refusal() {
    return test::refusal(ExitCode::kCannotRun, [&] { open(); });
  }

  TempFolder folder;
  const std::string file = folder.file("account.db");
};

TEST_F(PlatformStoreTest, HasNothingAtFirst) {
  EXPECT_FALSE(open()->load());
}

TEST_F(PlatformStoreTest, KeepsAnAccount) {
  KeptPlatform platform;
  platform.account.profile.id = 77;
  platform.account.profile.time_zone = *TimeZone::named("-06:00");
  platform.account.next_note_id = 9;
  platform.account.contacts.put(full_contact());
  platform.account.deals.put(full_deal());
  platform.account.stages.put({4, "To Contact", "ff0000", 2});
  platform.account.companies.put({3, "Acme", "http://acme.example"});
  Message message;
  message.id = 8;
  message.text = "x";
  platform.account.messages.put(message);
  platform.account.entries.put({2, 6, 42, 1, 1'709'117'141});
  tie_untied(platform.account, 1'709'117'141);
  open()->begin(platform);

  const auto kept = open()->load();
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->account.profile.id, 77u);
  EXPECT_EQ(kept->account.profile.time_zone.name(), "-06:00");
  EXPECT_EQ(kept->account.next_note_id, 9u);
  const Contact contact = *kept->account.contacts.find(42);
  EXPECT_EQ(contact.first_name, "Zoë \"Z\"");
  EXPECT_THAT(contact.tags, ElementsAre("a", "b"));
  ASSERT_THAT(contact.fields, SizeIs(1));
  EXPECT_EQ(contact.fields[0].value, std::string("||A||B||\0", 9));
  EXPECT_EQ(contact.customer_account.name, "Acme");
  EXPECT_THAT(contact.lists, ElementsAre(1, 2));
  const Deal deal = *kept->account.deals.find(5);
  EXPECT_EQ(deal.created_s, 1'709'117'141);
  EXPECT_EQ(deal.value, Money{-12'345});
  EXPECT_EQ(deal.status, DealStatus::kLost);
  EXPECT_TRUE(deal.fields[0].stored);
  EXPECT_EQ(kept->account.stages.find(4)->pipeline, 2u);
  EXPECT_EQ(kept->account.companies.find(3)->url, "http://acme.example");
  EXPECT_EQ(kept->account.messages.find(8)->text, "x");
  EXPECT_EQ(kept->account.entries.find(2)->entered_s, 1'709'117'141);
  EXPECT_EQ(kept->account.next_tie_id, 6u);
  EXPECT_EQ(list_tie(contact, 2)->id, 2u);
  EXPECT_EQ(kept->account.contacts.with_tie(5)->id, 42u);
}

TEST_F(PlatformStoreTest, TiesOfContactsThatKnewNoneStayAsTheyAreFirstSeen) {
  KeptPlatform platform;
  platform.account.contacts.put(full_contact());
  open()->begin(platform);
  const auto first = open()->load();
  const auto second = open()->load();
  EXPECT_EQ(first->account.next_tie_id, 6u);
  EXPECT_EQ(second->account.next_tie_id, 6u);
  EXPECT_EQ(tag_tie(*second->account.contacts.find(42), "b")->id,
            tag_tie(*first->account.contacts.find(42), "b")->id);
}

TEST_F(PlatformStoreTest, KeepsUnderWhichNumberItHandsOverToWhichQueue) {
  EXPECT_EQ(open()->producer_in("a"), 0);
  open()->keep_producer("a", 7);
  open()->keep_producer("b", 3);
  open()->keep_producer("a", 8);
  EXPECT_EQ(open()->producer_in("a"), 8);
  EXPECT_EQ(open()->producer_in("b"), 3);
}

TEST_F(PlatformStoreTest, KeepsWhatAnOperationChangesWithTheDeliveriesThatFollow) {
  {
    const auto store = open();
    KeptPlatform platform;
    platform.account.contacts.put(full_contact());
    store->begin(platform);
    const auto profile = std::make_shared<const AccountProfile>(platform.account.profile);
    AccountDraft draft(platform.account, {Source::kApi, {}, 1}, profile);
    AddTag operation;
    operation.contact.id = 42;
    operation.tag = "vip";
    perform(operation, draft);
    PlatformChange change;
    change.account = &draft;
    change.deliveries = {some_delivery(1), some_delivery(2)};
    change.next = {2, 3, 1};
    store->keep(change);
  }
  const auto store = open();
  const auto kept = store->load();
  EXPECT_THAT(kept->account.contacts.find(42)->tags, ElementsAre("a", "b", "vip"));
  EXPECT_EQ(kept->next.event, 2u);
  EXPECT_EQ(kept->next.delivery, 3u);
  const auto pending = store->queue().lease(kAll);
  ASSERT_THAT(pending, SizeIs(2));
  EXPECT_EQ(*pending[1].payload, "type=open&list=0");
  EXPECT_EQ(store->log().find(2)->type, EventType::kOpen);
}

TEST_F(PlatformStoreTest, LogsWhatHasEndedAndSendsItNoMore) {
  {
    const auto store = open();
    store->begin({});
    PlatformChange change;
    change.deliveries = {some_delivery(1), some_delivery(2)};
    store->keep(change);
    DeliveryRecord record;
    record.id = 1;
    record.receiver = 1;
    record.event_id = 1;
    record.type = EventType::kOpen;
    record.url = "http://localhost/x";
    record.body = change.deliveries[0].payload;
    record.accepted_us = change.deliveries[0].due_us;
    store->log().accept({&record, 1});
    store->queue().lease(kAll);
    store->log().note(answered(1));
    const Settlement ended{1, DeliveryState::kDelivered};
    store->queue().settle({&ended, 1});
  }
  const auto store = open();
  const auto pending = store->queue().lease(kAll);
  ASSERT_THAT(pending, SizeIs(1));
  EXPECT_EQ(pending[0].id, 2u);
  const auto record = store->log().find(1);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->state, DeliveryState::kDelivered);
  EXPECT_EQ(*record->body, "type=open&list=0");
  ASSERT_THAT(record->attempts, SizeIs(1));
  EXPECT_EQ(record->attempts[0].answer, "thanks");
}

TEST_F(PlatformStoreTest, KeepsWhenADeliveryIsDueAgain) {
  {
    const auto store = open();
    store->begin({});
    PlatformChange change;
    change.deliveries = {some_delivery(1)};
    store->keep(change);
    const auto leased = store->queue().lease(kAll);
    const Deferral later{1, leased[0].lease, 1'800'000'000'000'000, 4};
    store->queue().defer({&later, 1});
  }
  const auto store = open();
  EXPECT_EQ(store->queue().next_us(), 1'800'000'000'000'000);
  EXPECT_EQ(store->queue().lease(kAll).at(0).attempt, 4);
}

TEST_F(PlatformStoreTest, KeepsWebhooks) {
  {
    const auto store = open();
    store->begin({});
    for (std::uint64_t id = 1; id <= 3; ++id) {
      PlatformChange change;
      change.webhook = KeptWebhook{some_webhook(id), ""};
      store->keep(change);
    }
    PlatformChange removal;
    removal.removed_webhook = 2;
    store->keep(removal);
    PlatformChange switched_off;
    switched_off.webhook = KeptWebhook{some_webhook(3), "since it answered 410"};
    switched_off.webhook->webhook.active = false;
    switched_off.next.webhook = 4;
    store->keep(switched_off);
  }
  const auto kept = open()->load();
  ASSERT_THAT(kept->webhooks, SizeIs(2));
  const Webhook& first = kept->webhooks[0].webhook;
  EXPECT_EQ(first.id, 1u);
  EXPECT_EQ(first.list, 3u);
  EXPECT_EQ(first.events, some_webhook(1).events);
  EXPECT_EQ(first.sources, some_webhook(1).sources);
  EXPECT_EQ(first.created_s, 1'700'000'000);
  EXPECT_FALSE(kept->webhooks[1].webhook.active);
  EXPECT_EQ(kept->webhooks[1].why_inactive, "since it answered 410");
  EXPECT_EQ(kept->next.webhook, 4u);
}

TEST_F(PlatformStoreTest, KeepsSinceWhenAWebhookIsOffUntilItIsOn) {
  const auto kept_since = [&](const KeptWebhook& webhook) {
    {
      const auto store = open();
      if (!store->load()) store->begin({});
      PlatformChange change;
      change.webhook = webhook;
      store->keep(change);
    }
    return open()->load()->webhooks.at(0).inactive_since_s;
  };
  KeptWebhook webhook{some_webhook(1), "since it answered 410", 1'800'000'000};
  webhook.webhook.active = false;
  EXPECT_EQ(kept_since(webhook), 1'800'000'000);
  EXPECT_EQ(kept_since({some_webhook(1), "", 0}), 0);
}

TEST_F(PlatformStoreTest, KeepsARepeatsBodyThoughItsEventIsLongPast) {
  DeliveryLogLimits limits;
  limits.count_max = 3;
  limits.age_max_us = std::numeric_limits<std::int64_t>::max() / 2;
  {
    const auto store = open_sqlite_platform_store(file, limits);
    store->begin({});
    const auto end_one = [&](std::uint64_t id, std::uint64_t event, std::uint64_t repeat_of) {
      PlatformChange change;
      QueuedDelivery delivery = some_delivery(id);
      delivery.event_id = event;
      delivery.payload =
          std::make_shared<const std::string>("type=open&event=" + std::to_string(event));
      change.deliveries = {delivery};
      change.repeat_of = repeat_of;
      DeliveryRecord record;
      record.id = id;
      record.event_id = event;
      record.body = delivery.payload;
      record.accepted_us = delivery.due_us;
      store->log().accept({&record, 1});
      store->keep(change);
      store->log().note(answered(id));
      const Settlement settled{id, DeliveryState::kDelivered};
      store->queue().settle({&settled, 1});
    };
    // The file is shortened with the last of them.
    for (std::uint64_t id = 1; id <= 2000; ++id)
      end_one(id, id == 1999 ? 1 : id, id == 1999 ? 1 : 0);
  }
  const auto again = open_sqlite_platform_store(file, limits);
  const auto record = again->log().find(1999);
  ASSERT_TRUE(record);
  EXPECT_EQ(*record->body, "type=open&event=1");
  EXPECT_EQ(record->repeat_of, 1u);
  EXPECT_EQ(again->log().find(2000)->repeat_of, 0u);
}

TEST_F(PlatformStoreTest, OpensAFileOfBeforeThereWereRepeats) {
  open()->begin({});
  for (const char* table : {"repeated", "webhook_off"})
    SqliteConnection(file, SqliteAccess::kReadWrite).run(std::string("DROP TABLE ") + table);
  EXPECT_TRUE(open()->load());
}

TEST_F(PlatformStoreTest, RefusesAnotherProgramsFile) {
  std::filesystem::create_directories(folder.path());
  SqliteConnection(file, SqliteAccess::kReadWrite).run("CREATE TABLE theirs (id INTEGER)");
  EXPECT_THAT(refusal(), HasSubstr("another program's database"));
  std::ofstream(file) << "some text that is no database at all";
  EXPECT_THAT(refusal(), HasSubstr(file));
}

TEST_F(PlatformStoreTest, RefusesANewerVersionsFile) {
  open()->begin({});
  SqliteConnection(file, SqliteAccess::kReadWrite).run("PRAGMA user_version = 99");
  EXPECT_THAT(refusal(), AllOf(HasSubstr("another version"), HasSubstr("99")));
}

TEST_F(PlatformStoreTest, RefusesAFileInUse) {
  const auto first = open();
  EXPECT_THAT(refusal(), HasSubstr("in use"));
}

TEST_F(PlatformStoreTest, SaysWhatIsWrongWithAFileThatWasTakenAway) {
  const auto store = open();
  store->begin({});
  std::filesystem::remove(file);
  try {
    store->keep({});
    ADD_FAILURE() << "was kept";
  } catch (const Failure& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("was moved or deleted"));
  }
  EXPECT_THAT(store->problem(), HasSubstr("was moved or deleted"));
}

}  // namespace
}  // namespace hookline
