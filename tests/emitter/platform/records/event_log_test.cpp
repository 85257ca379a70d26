#include "emitter/platform/records/event_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::shared_ptr<const WebhookSnapshot> webhooks(std::size_t count) {
  auto snapshot = std::make_shared<WebhookSnapshot>();
  for (std::size_t i = 0; i < count; ++i) {
    Webhook webhook{i + 1, "one", Url::parse("http://localhost/"), 0, {}, {}};
    snapshot->webhooks.push_back(std::make_shared<const Webhook>(webhook));
  }
  return snapshot;
}

HappenedEvent happened(std::uint64_t id, std::shared_ptr<const WebhookSnapshot> as_they_were) {
  HappenedEvent happened;
  happened.event.id = id;
  happened.event.type = id % 2 == 0 ? EventType::kOpen : EventType::kClick;
  Contact contact;
  contact.id = 40 + id % 3;
  happened.event.contact = std::make_shared<const Contact>(contact);
  happened.webhooks = std::move(as_they_were);
  return happened;
}

std::vector<std::uint64_t> ids(const std::vector<EventLog::Entry>& entries) {
  std::vector<std::uint64_t> ids;
  for (const auto& entry : entries) ids.push_back(entry->event.id);
  return ids;
}

TEST(EventLog, GivesTheNewestFirstWithinBounds) {
  EventLog log;
  const auto none = webhooks(0);
  for (std::uint64_t id = 1; id <= 9; ++id) log.add(happened(id, none));
  EXPECT_THAT(ids(log.select({.limit = 3})), ElementsAre(9, 8, 7));
  EXPECT_THAT(ids(log.select({.before = 7, .limit = 2})), ElementsAre(6, 5));
  EXPECT_THAT(ids(log.select({.after = 6})), ElementsAre(9, 8, 7));
  EXPECT_THAT(ids(log.select({.after = 6, .before = 7})), IsEmpty());
  EXPECT_THAT(ids(log.select({.type = EventType::kOpen, .limit = 2})), ElementsAre(8, 6));
  EXPECT_THAT(ids(log.select({.contact = 41})), ElementsAre(7, 4, 1));
}

TEST(EventLog, FindsWhatIsThere) {
  EventLog log;
  EXPECT_EQ(log.find(1), nullptr);
  EXPECT_EQ(log.oldest_id(), 0u);
  for (const std::uint64_t id : {3, 5}) log.add(happened(id, webhooks(0)));
  EXPECT_EQ(log.find(5)->event.id, 5u);
  for (const std::uint64_t id : {0, 1, 4, 6}) EXPECT_EQ(log.find(id), nullptr) << id;
  EXPECT_EQ(log.oldest_id(), 3u);
}

TEST(EventLog, ForgetsTheOldestBeyondACount) {
  EventLog log({.count_max = 2});
  for (std::uint64_t id = 1; id <= 5; ++id) log.add(happened(id, webhooks(0)));
  EXPECT_THAT(ids(log.select({})), ElementsAre(5, 4));
}

TEST(EventLog, CountsWebhooksOnceForAllThatShareThem) {
  EventLog log({.bytes_max = 600'000});
  const auto many = webhooks(1000);
  for (std::uint64_t id = 1; id <= 100; ++id) log.add(happened(id, many));
  EXPECT_EQ(log.oldest_id(), 1u);
}

TEST(EventLog, ForgetsTheOldestBeyondSoManyBytesOfWebhooks) {
  EventLog log({.bytes_max = 600'000});
  for (std::uint64_t id = 1; id <= 100; ++id) log.add(happened(id, webhooks(1000)));
  EXPECT_GT(log.oldest_id(), 90u);
  EXPECT_EQ(log.find(100)->webhooks->webhooks.size(), 1000u);
}

TEST(EventLog, CountsLongNotes) {
  EventLog log({.bytes_max = 1 << 20});
  for (std::uint64_t id = 1; id <= 10; ++id) {
    HappenedEvent one = happened(id, webhooks(0));
    one.event.details = ContactNoteDetails{std::string(300'000, 'x')};
    log.add(std::move(one));
  }
  EXPECT_EQ(log.oldest_id(), 8u);
}

}  // namespace
}  // namespace hookline
