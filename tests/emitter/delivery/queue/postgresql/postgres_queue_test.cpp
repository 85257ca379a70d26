#include "emitter/delivery/queue/postgresql/postgres_queue.h"

#include "emitter/delivery/queue/postgresql/queue_status.h"
#include "emitter/delivery/queue/postgresql/queue_worker.h"
#include "emitter/delivery/queue/postgresql/session/postgres_session.h"
#include "tests/support/postgres_server.h"

#include <algorithm>
#include <memory>
#include <string>
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
constexpr std::int64_t kSecond = 1'000'000;

/// One process among those that share a queue.
struct Process {
  Process(const test::PostgresServer& server, const std::string& schema)
      : session({server.dsn(), schema}, {}),
        worker(session, "test"),
        queue(session, worker.number()) {}

  std::vector<std::uint64_t> lease_at(std::int64_t now_us, std::size_t most = 1000) {
    std::vector<std::uint64_t> ids;
    for (const QueuedDelivery& one : queue.lease({now_us, now_us + kSecond, most})) {
      ids.push_back(one.id);
    }
    return ids;
  }

  PostgresSession session;
  QueueWorker worker;
  PostgresQueue queue;
};

/// All of one event.
std::vector<QueuedDelivery> deliveries(std::uint64_t first, std::uint64_t count,
                                       const std::string& url = "http://127.0.0.1:1/") {
  std::vector<QueuedDelivery> all(count);
  const auto payload = std::make_shared<const std::string>("type=update");
  for (std::uint64_t i = 0; i < count; ++i) {
    all[i].id = first + i;
    all[i].receiver = {1};
    all[i].url = url;
    all[i].payload = payload;
    all[i].due_us = kNow;
  }
  return all;
}

TEST(PostgresQueue, GivesNoDeliveryToTwoProcesses) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const std::string schema = test::PostgresServer::new_schema();
  Process one(server, schema);
  Process other(server, schema);
  one.queue.accept(deliveries(1, 4));
  EXPECT_THAT(one.lease_at(kNow, 2), ElementsAre(1, 2));
  EXPECT_THAT(other.lease_at(kNow), ElementsAre(3, 4));
  EXPECT_THAT(one.lease_at(kNow), IsEmpty());
}

TEST(PostgresQueue, CountsEndsOfWhatHadEndedAndLosesNone) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const std::string schema = test::PostgresServer::new_schema();
  Process late(server, schema);
  Process other(server, schema);
  late.queue.accept(deliveries(1, 2));
  late.lease_at(kNow);
  EXPECT_THAT(other.lease_at(kNow + kSecond), SizeIs(2));
  other.queue.settle(std::vector<Settlement>{{1}, {2}});
  late.queue.settle(std::vector<Settlement>{{1, DeliveryState::kFailed}, {2}});
  EXPECT_EQ(late.queue.duplicates(), 2U);
  EXPECT_EQ(other.queue.duplicates(), 0U);
  EXPECT_EQ(late.queue.counts(), (DeliveryCounts{2, 2, 0, 0}));
  const QueueStatus status = read_queue_status(late.session);
  EXPECT_EQ(status.workers.at(1).taken_over, 2U);
}

TEST(PostgresQueue, KeepsWhatItRenews) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const std::string schema = test::PostgresServer::new_schema();
  Process one(server, schema);
  Process other(server, schema);
  one.queue.accept(deliveries(1, 2));
  EXPECT_THAT(one.lease_at(kNow), SizeIs(2));
  one.queue.renew(kNow + 2 * kSecond, kNow + 5 * kSecond);
  EXPECT_THAT(other.lease_at(kNow + 4 * kSecond), IsEmpty());
  EXPECT_THAT(other.lease_at(kNow + 5 * kSecond), SizeIs(2));
}

TEST(PostgresQueue, KeepsABodyOnceForAnEventsDeliveries) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const std::string schema = test::PostgresServer::new_schema();
  Process one(server, schema);
  one.queue.accept(deliveries(1, 100));
  EXPECT_EQ(server.psql(fmt::format("SELECT count(*) FROM {}.payload", schema)), "1\n");
}

TEST(PostgresQueue, DropsTheTablesOfABlockOnceAllOfItHasEnded) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const std::string schema = test::PostgresServer::new_schema();
  Process one(server, schema);
  const auto tables = [&] {
    return server.psql(fmt::format(
        "SELECT count(*) FROM pg_tables WHERE schemaname = '{}' AND tablename LIKE 'delivery_%'",
        schema));
  };
  one.queue.accept(deliveries(1, 2));
  one.lease_at(kNow);
  one.queue.settle(std::vector<Settlement>{{1}});
  one.queue.producer().finish();
  drop_ended_blocks(one.session);
  EXPECT_EQ(tables(), "1\n") << "one of it is pending";
  one.queue.settle(std::vector<Settlement>{{2}});
  drop_ended_blocks(one.session);
  EXPECT_EQ(tables(), "0\n");
  EXPECT_EQ(one.queue.counts(), (DeliveryCounts{2, 2, 0, 0})) << "the account stays";
}

TEST(PostgresQueue, DropsTheRestOfABlockWhoseDropEndedHalfway) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const std::string schema = test::PostgresServer::new_schema();
  Process one(server, schema);
  one.queue.accept(deliveries(1, 1));
  one.lease_at(kNow);
  one.queue.settle(std::vector<Settlement>{{1}});
  one.queue.producer().finish();
  server.psql(fmt::format("DROP TABLE {}.payload_1", schema));
  server.psql(fmt::format("ALTER TABLE {0}.delivery DETACH PARTITION {0}.delivery_1", schema));
  drop_ended_blocks(one.session);
  EXPECT_EQ(server.psql(fmt::format("SELECT count(*) FROM pg_tables WHERE schemaname = '{}' AND "
                                    "tablename LIKE '%_1'",
                                    schema)),
            "0\n");
}

TEST(PostgresQueue, GoesOnAfterTheServerHasCrashed) {
  HOOKLINE_NEEDS_POSTGRES(server);
  Process one(server, test::PostgresServer::new_schema());
  one.queue.accept(deliveries(1, 2));
  server.crash();
  server.start();
  one.queue.accept(deliveries(3, 2));
  EXPECT_THAT(one.lease_at(kNow), SizeIs(4));
  server.crash();
  server.start();
  one.queue.settle(std::vector<Settlement>{{1}, {2}, {3}, {4}});
  EXPECT_EQ(one.queue.counts(), (DeliveryCounts{4, 4, 0, 0}));
}

TEST(PostgresQueue, GivesOfEachHostAlthoughOneHasManyBefore) {
  HOOKLINE_NEEDS_POSTGRES(server);
  Process one(server, test::PostgresServer::new_schema());
  one.queue.accept(deliveries(1, 1000, "http://127.0.0.1:1/dead"));
  one.queue.accept(deliveries(1001, 10, "http://127.0.0.1:2/live"));
  const auto ids = one.lease_at(kNow, 20);
  EXPECT_EQ(std::count_if(ids.begin(), ids.end(), [](auto id) { return id > 1000; }), 10);
}

TEST(QueueWorker, HearsWhatOthersHaveSwitchedOff) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const std::string schema = test::PostgresServer::new_schema();
  Process one(server, schema);
  Process other(server, schema);
  EXPECT_THAT(other.worker.newly_switched_off(), IsEmpty());
  one.worker.switch_off({7}, "since it answered 410");
  EXPECT_THAT(other.worker.newly_switched_off(), ElementsAre(ReceiverId(7)));
  EXPECT_EQ(other.worker.tell(0, 0).count, 2U);
}

}  // namespace
}  // namespace hookline
