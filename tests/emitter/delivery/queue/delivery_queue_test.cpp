#include "catcher/base/process/failure.h"
#include "emitter/delivery/queue/file/file_queue.h"
#include "emitter/delivery/queue/memory_delivery_queue.h"
#include "emitter/delivery/queue/postgresql/postgres_queue.h"
#include "emitter/delivery/queue/postgresql/session/postgres_session.h"
#include "emitter/delivery/queue/sqlite_delivery_queue.h"
#include "tests/support/postgres_server.h"
#include "tests/support/temp_folder.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kNow = 1'700'000'000'000'000;
constexpr std::int64_t kMs = 1'000;
constexpr std::int64_t kSecond = 1'000 * kMs;

/// A queue of one kind, and whatever it lives in.
class Place {
 public:
  virtual ~Place() = default;
  virtual DeliveryQueue& queue() = 0;
};

class InMemory final : public Place {
 public:
  DeliveryQueue& queue() override { return queue_; }

 private:
  MemoryDeliveryQueue queue_;
};

class InSqlite final : public Place {
 public:
  InSqlite() : connection_(folder_.file("queue.db"), SqliteAccess::kReadWrite) {
    connection_.run("PRAGMA journal_mode = wal");
    create_delivery_tables(connection_);
    queue_ = std::make_unique<SqliteDeliveryQueue>(connection_);
  }
  DeliveryQueue& queue() override { return *queue_; }
  SqliteConnection& connection() { return connection_; }
  std::string file() const { return folder_.file("queue.db"); }

 private:
  TempFolder folder_;
  SqliteConnection connection_;
  std::unique_ptr<SqliteDeliveryQueue> queue_;
};

class OnPostgres final : public Place {
 public:
  explicit OnPostgres(const test::PostgresServer& server)
      : session_({server.dsn(), test::PostgresServer::new_schema()}, {}), queue_(session_, 1) {}
  DeliveryQueue& queue() override { return queue_; }

 private:
  PostgresSession session_;
  PostgresQueue queue_;
};

class InAFile final : public Place {
 public:
  DeliveryQueue& queue() override { return queue_; }

 private:
  TempFolder folder_;
  QueueFile file_{folder_.file("queue")};
  FileQueue queue_{file_, 1};
};

/// Null, and why, where there can be none here.
std::unique_ptr<Place> place_called(const std::string& name, std::string& why_not) {
  if (name == "memory") return std::make_unique<InMemory>();
  if (name == "postgresql") {
    const auto* server = test::PostgresServer::shared(why_not);
    return server == nullptr ? nullptr : std::make_unique<OnPostgres>(*server);
  }
  if (name == "file") return std::make_unique<InAFile>();
  return std::make_unique<InSqlite>();
}

QueuedDelivery delivery(std::uint64_t id, std::int64_t due_us = kNow) {
  QueuedDelivery one;
  one.id = id;
  one.event_id = id * 10;
  one.receiver = {id * 100, ReceiverId::Kind::kAction};
  one.url = fmt::format("http://127.0.0.1:{}/hook?a=b", 1000 + id % 1000);
  one.payload = std::make_shared<const std::string>(fmt::format("id={}", id));
  one.due_us = due_us;
  return one;
}

std::vector<std::uint64_t> ids_of(const std::vector<QueuedDelivery>& deliveries) {
  std::vector<std::uint64_t> ids;
  for (const QueuedDelivery& one : deliveries) ids.push_back(one.id);
  return ids;
}

/// What every queue promises, whatever it keeps its deliveries in.
class DeliveryQueueTest : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (!place_) GTEST_SKIP() << "no PostgreSQL here: " << why_not_;
  }
  void accept(std::vector<QueuedDelivery> deliveries) { queue_.accept(deliveries); }
  void settle(std::vector<Settlement> ended) { queue_.settle(ended); }
  void defer(std::vector<Deferral> later) { queue_.defer(later); }
  /// For a second.
  std::vector<QueuedDelivery> lease_at(std::int64_t now_us, std::size_t most = 1'000'000) {
    return queue_.lease({now_us, now_us + kSecond, most});
  }
  std::vector<std::uint64_t> leased_at(std::int64_t now_us, std::size_t most = 1'000'000) {
    return ids_of(lease_at(now_us, most));
  }

  std::string why_not_;
  const std::unique_ptr<Place> place_ = place_called(GetParam(), why_not_);
  MemoryDeliveryQueue none_;
  DeliveryQueue& queue_ = place_ ? place_->queue() : none_;
};

TEST_P(DeliveryQueueTest, GivesADeliveryAsItWasAccepted) {
  QueuedDelivery given = delivery(7, kNow - 3);
  given.payload = std::make_shared<const std::string>(std::string("a=\0b", 4));
  given.attempt = 4;
  accept({given});
  const auto leased = lease_at(kNow);
  ASSERT_THAT(leased, SizeIs(1));
  EXPECT_EQ(leased[0].id, 7U);
  EXPECT_EQ(leased[0].event_id, 70U);
  EXPECT_EQ(leased[0].receiver, ReceiverId(700, ReceiverId::Kind::kAction));
  EXPECT_EQ(leased[0].url, given.url);
  EXPECT_EQ(*leased[0].payload, *given.payload);
  EXPECT_EQ(leased[0].due_us, kNow - 3);
  EXPECT_EQ(leased[0].attempt, 4);
  EXPECT_NE(leased[0].lease, 0U);
}

TEST_P(DeliveryQueueTest, GivesNothingBeforeItIsDue) {
  accept({delivery(1, kNow + kMs), delivery(2, kNow)});
  EXPECT_EQ(queue_.next_us(), kNow);
  EXPECT_THAT(leased_at(kNow), ElementsAre(2));
  EXPECT_EQ(queue_.next_us(), kNow + kMs);
  EXPECT_THAT(leased_at(kNow + kMs - 1), IsEmpty());
  EXPECT_THAT(leased_at(kNow + kMs), ElementsAre(1));
}

TEST_P(DeliveryQueueTest, GivesWhatIsDueAtTheSameTimeInTheOrderOfItsAcceptance) {
  accept({delivery(9), delivery(2)});
  accept({delivery(5), delivery(1, kNow - 1)});
  EXPECT_THAT(leased_at(kNow), ElementsAre(1, 9, 2, 5));
}

TEST_P(DeliveryQueueTest, GivesNoMoreThanIsAskedForAndTheRestNext) {
  accept({delivery(1), delivery(2), delivery(3)});
  EXPECT_THAT(leased_at(kNow, 2), ElementsAre(1, 2));
  EXPECT_THAT(leased_at(kNow, 2), ElementsAre(3));
  EXPECT_THAT(leased_at(kNow, 2), IsEmpty());
}

TEST_P(DeliveryQueueTest, GivesALeasedOneToNobodyElseUntilTheLeaseHasEnded) {
  accept({delivery(1), delivery(2)});
  const auto first = lease_at(kNow);
  EXPECT_EQ(queue_.next_us(), kNow + kSecond);
  EXPECT_THAT(leased_at(kNow + kSecond - 1), IsEmpty());
  const auto again = lease_at(kNow + kSecond);
  EXPECT_THAT(ids_of(again), ElementsAre(1, 2)) << "nobody did anything";
  EXPECT_NE(again[0].lease, first[0].lease);
  EXPECT_EQ(again[0].due_us, kNow) << "it is due since then";
}

TEST_P(DeliveryQueueTest, IsDoneWithWhatWasSettled) {
  accept({delivery(1), delivery(2), delivery(3)});
  lease_at(kNow);
  settle({{1, DeliveryState::kDelivered}, {3, DeliveryState::kFailed}});
  EXPECT_EQ(queue_.counts(), (DeliveryCounts{3, 1, 1, 1}));
  EXPECT_THAT(leased_at(kNow + kSecond), ElementsAre(2));
  settle({{2, DeliveryState::kDelivered}});
  EXPECT_EQ(queue_.next_us(), std::nullopt);
  EXPECT_EQ(queue_.counts(), (DeliveryCounts{3, 2, 1, 0}));
}

TEST_P(DeliveryQueueTest, SettlesADeliveryOnceWhoeverHadItLeased) {
  accept({delivery(1)});
  lease_at(kNow);
  lease_at(kNow + kSecond);
  settle({{1, DeliveryState::kDelivered}});
  settle({{1, DeliveryState::kFailed}, {99, DeliveryState::kFailed}});
  EXPECT_EQ(queue_.counts(), (DeliveryCounts{1, 1, 0, 0}));
}

TEST_P(DeliveryQueueTest, AcceptsAnIdOnceAsLongAsItIsPending) {
  accept({delivery(1), delivery(1)});
  QueuedDelivery other = delivery(1, kNow - kSecond);
  other.url = "http://127.0.0.1/other";
  accept({other, delivery(2)});
  EXPECT_EQ(queue_.counts(), (DeliveryCounts{2, 0, 0, 2}));
  EXPECT_EQ(queue_.next_us(), kNow);
  EXPECT_EQ(lease_at(kNow)[0].url, delivery(1).url);
}

TEST_P(DeliveryQueueTest, PutsOffToTheMillisecondAndKnowsTheAttempt) {
  accept({delivery(1), delivery(2)});
  const auto leased = lease_at(kNow);
  defer({{1, leased[0].lease, kNow + 5 * kMs, 2}, {2, leased[1].lease, kNow + 4 * kMs, 3}});
  EXPECT_EQ(queue_.next_us(), kNow + 4 * kMs);
  EXPECT_THAT(leased_at(kNow + 4 * kMs - 1), IsEmpty());
  EXPECT_EQ(lease_at(kNow + 4 * kMs).at(0).attempt, 3);
  const auto later = lease_at(kNow + 5 * kMs);
  ASSERT_THAT(ids_of(later), ElementsAre(1));
  EXPECT_EQ(later[0].attempt, 2);
  EXPECT_EQ(later[0].due_us, kNow + 5 * kMs);
}

TEST_P(DeliveryQueueTest, IsNotPutOffByWhoseLeaseHasEnded) {
  accept({delivery(1)});
  const auto first = lease_at(kNow);
  const auto second = lease_at(kNow + kSecond);
  defer({{1, first[0].lease, kNow + 90 * kSecond, 5}, {7, first[0].lease, kNow, 1}});
  EXPECT_EQ(queue_.next_us(), kNow + 2 * kSecond) << "the second lease lasts";
  EXPECT_EQ(lease_at(kNow + 2 * kSecond).at(0).attempt, 1);
  EXPECT_EQ(queue_.counts().pending, 1U);
}

TEST_P(DeliveryQueueTest, TakesEmptyBatches) {
  accept({});
  settle({});
  defer({});
  EXPECT_THAT(leased_at(kNow), IsEmpty());
  EXPECT_EQ(queue_.counts(), DeliveryCounts{});
}

TEST_P(DeliveryQueueTest, LosesNoneOfAHundredThousand) {
  constexpr std::uint64_t kCount = 100'000;
  constexpr std::uint64_t kBatch = 10'000;
  const auto shared = std::make_shared<const std::string>(200, 'x');
  for (std::uint64_t first = 1; first <= kCount; first += kBatch) {
    std::vector<QueuedDelivery> batch;
    for (std::uint64_t id = first; id < first + kBatch; ++id) {
      batch.push_back(delivery(id, kNow + static_cast<std::int64_t>(id % 2) * kSecond));
      batch.back().payload = shared;
    }
    accept(std::move(batch));
  }
  EXPECT_EQ(queue_.counts().pending, kCount);
  std::vector<bool> seen(kCount + 1);
  std::uint64_t settled = 0;
  for (const std::int64_t now : {kNow, kNow + kSecond}) {
    for (auto leased = queue_.lease({now, now + 9 * kSecond, 1000}); !leased.empty();
         leased = queue_.lease({now, now + 9 * kSecond, 1000})) {
      std::vector<Settlement> ended;
      for (const QueuedDelivery& one : leased) {
        EXPECT_FALSE(seen[one.id]);
        seen[one.id] = true;
        ended.push_back({one.id});
      }
      settled += ended.size();
      settle(std::move(ended));
    }
  }
  EXPECT_EQ(settled, kCount);
  EXPECT_EQ(queue_.counts(), (DeliveryCounts{kCount, kCount, 0, 0}));
}

INSTANTIATE_TEST_SUITE_P(, DeliveryQueueTest,
                         testing::Values("memory", "sqlite", "file", "postgresql"));

TEST(SqliteDeliveryQueue, GivesWhatWasPendingToTheNextOneOnTheFile) {
  InSqlite place;
  place.queue().accept(std::vector{delivery(1), delivery(2), delivery(3)});
  const auto leased = place.queue().lease({kNow, kNow + kSecond, 1});
  place.queue().settle(std::vector<Settlement>{{1}});
  SqliteConnection connection(place.file(), SqliteAccess::kReadWrite);
  SqliteDeliveryQueue next(connection);
  EXPECT_THAT(ids_of(next.lease({kNow, kNow + kSecond, 10})), ElementsAre(2, 3));
  EXPECT_THAT(place.queue().lease({kNow, kNow + kSecond, 10}), IsEmpty()) << "they share leases";
  EXPECT_EQ(place.queue().counts(), (DeliveryCounts{3, 1, 0, 2}));
}

TEST(SqliteDeliveryQueue, IsPartOfTheTransactionItIsCalledIn) {
  InSqlite place;
  place.connection().run("CREATE TABLE account (contacts)");
  place.connection().run("BEGIN IMMEDIATE");
  place.connection().run("INSERT INTO account VALUES (1)");
  place.queue().accept(std::vector{delivery(1)});
  place.connection().run("ROLLBACK");
  EXPECT_EQ(place.queue().counts(), DeliveryCounts{});
  EXPECT_EQ(place.connection().integer("SELECT count(*) FROM account"), 0);
  EXPECT_EQ(place.connection().integer("SELECT count(*) FROM delivery_payload"), 0);
}

TEST(SqliteDeliveryQueue, KeepsNothingOfABatchThatFailed) {
  InSqlite place;
  SqliteConnection other(place.file(), SqliteAccess::kReadWrite);
  other.run("BEGIN IMMEDIATE");
  EXPECT_THROW(place.queue().accept(std::vector{delivery(1), delivery(2)}), Failure);
  other.run("ROLLBACK");
  EXPECT_EQ(place.queue().counts(), DeliveryCounts{});
  place.queue().accept(std::vector{delivery(1)});
  EXPECT_EQ(place.queue().counts().pending, 1U);
}

TEST(SqliteDeliveryQueue, KeepsOnePayloadForAnEventsDeliveriesUntilTheLastHasEnded) {
  InSqlite place;
  std::vector<QueuedDelivery> batch{delivery(1), delivery(2), delivery(3)};
  batch[1].payload = batch[0].payload;
  place.queue().accept(batch);
  const auto payloads = [&] {
    return place.connection().integer("SELECT count(*) FROM delivery_payload");
  };
  EXPECT_EQ(payloads(), 2);
  place.queue().settle(std::vector<Settlement>{{1}, {3}});
  EXPECT_EQ(payloads(), 1);
  place.queue().settle(std::vector<Settlement>{{2}});
  EXPECT_EQ(payloads(), 0);
}

}  // namespace
}  // namespace hookline
