#include "emitter/platform/records/delivery_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kHour_us = std::int64_t{3600} * 1'000'000;

DeliveryRecord record_of(std::uint64_t id, std::uint64_t webhook = 1,
                         std::int64_t accepted_us = kHour_us) {
  DeliveryRecord record;
  record.id = id;
  record.receiver = webhook;
  record.body = std::make_shared<const std::string>("type=open");
  record.accepted_us = accepted_us;
  return record;
}

Attempt ended(std::uint64_t id, DeliveryState state) {
  Attempt attempt;
  attempt.delivery_id = id;
  attempt.outcome = Outcome::kAnswered;
  attempt.status = state == DeliveryState::kDelivered ? 200 : 500;
  attempt.state = state;
  attempt.answer = "thanks";
  return attempt;
}

std::vector<std::uint64_t> ids_in(const DeliveryLog& log, const DeliverySelection& selection = {}) {
  std::vector<std::uint64_t> ids;
  for (const auto& record : log.select(selection)) ids.push_back(record.id);
  return ids;
}

void accept(DeliveryLog& log, const DeliveryRecord& record) {
  log.accept({&record, 1});
}

TEST(DeliveryLog, RemembersEachAttempt) {
  DeliveryLog log;
  accept(log, record_of(1));
  log.note(ended(1, DeliveryState::kPending));
  log.note(ended(1, DeliveryState::kDelivered));
  const auto record = log.find(1);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->state, DeliveryState::kDelivered);
  ASSERT_THAT(record->attempts, SizeIs(2));
  EXPECT_EQ(record->attempts[0].status, 500);
  EXPECT_EQ(record->attempts[1].answer, "thanks");
}

TEST(DeliveryLog, SelectsByWebhookAndState) {
  DeliveryLog log;
  for (std::uint64_t id = 1; id <= 4; ++id) accept(log, record_of(id, id % 2 + 1));
  log.note(ended(2, DeliveryState::kFailed));
  EXPECT_THAT(ids_in(log, {.webhook = 1}), ElementsAre(2, 4));
  EXPECT_THAT(ids_in(log, {.state = DeliveryState::kFailed}), ElementsAre(2));
  EXPECT_THAT(ids_in(log, {.after = 1, .limit = 2}), ElementsAre(2, 3));
  EXPECT_EQ(log.last_id(), 4u);
}

TEST(DeliveryLog, ForgetsWhatEndedLongestAgo) {
  DeliveryLog log({.count_max = 2});
  for (std::uint64_t id = 1; id <= 5; ++id) {
    accept(log, record_of(id));
    if (id != 2) log.note(ended(id, DeliveryState::kDelivered));
  }
  accept(log, record_of(6));
  EXPECT_THAT(ids_in(log), ElementsAre(2, 4, 5, 6));
}

TEST(DeliveryLog, CountsTheBodyOfAnEventOnceAgainstItsBytes) {
  DeliveryLog log({.bytes_max = 25});  // a body has nine
  for (std::uint64_t id = 1; id <= 6; ++id) {
    DeliveryRecord record = record_of(id);
    record.event_id = (id + 1) / 2;
    accept(log, record);
    Attempt attempt = ended(id, DeliveryState::kDelivered);
    attempt.answer = "";
    log.note(attempt);
  }
  accept(log, record_of(7));
  EXPECT_THAT(ids_in(log), ElementsAre(2, 3, 4, 5, 6, 7));
}

TEST(DeliveryLog, ForgetsWhatIsOld) {
  DeliveryLog log({.age_max_us = kHour_us});
  accept(log, record_of(1, 1, 1 * kHour_us));
  log.note(ended(1, DeliveryState::kDelivered));
  accept(log, record_of(2, 1, 3 * kHour_us));
  EXPECT_THAT(ids_in(log), ElementsAre(2));
}

TEST(DeliveryLog, IsBoundedWhateverIsPending) {
  DeliveryLog log({.count_max = 2});
  for (std::uint64_t id = 1; id <= 5; ++id) accept(log, record_of(id));
  EXPECT_THAT(ids_in(log), ElementsAre(4, 5));
  log.note(ended(1, DeliveryState::kDelivered));
  EXPECT_FALSE(log.find(1));
}

TEST(DeliveryLog, TakesBackWhatWasNotAcceptedAfterAll) {
  DeliveryLog log;
  for (std::uint64_t id = 1; id <= 3; ++id) accept(log, record_of(id));
  log.take_back(2);
  EXPECT_THAT(ids_in(log), ElementsAre(1));
  EXPECT_EQ(log.last_id(), 1u);
  log.take_back(1);
  EXPECT_THAT(ids_in(log), IsEmpty());
}

}  // namespace
}  // namespace hookline
