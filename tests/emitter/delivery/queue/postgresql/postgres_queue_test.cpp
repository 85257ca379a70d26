#include "emitter/delivery/queue/postgresql/postgres_queue.h"

#include "catcher/base/process/failure.h"
#include "emitter/delivery/queue/postgresql/queue_status.h"
#include "emitter/delivery/queue/postgresql/queue_worker.h"
#include "emitter/delivery/queue/postgresql/reports/report_reader.h"
#include "emitter/delivery/queue/postgresql/reports/report_writer.h"
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

TEST(QueueWorker, HearsWhatOthersHaveSwitchedOffAndOnAgain) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const std::string schema = test::PostgresServer::new_schema();
  Process one(server, schema);
  Process other(server, schema);
  const auto news = [&] {
    std::vector<std::pair<ReceiverId, bool>> heard;
    for (const auto& [receiver, is_off] : other.worker.newly_switched())
      heard.emplace_back(receiver, is_off);
    return heard;
  };
  EXPECT_THAT(news(), IsEmpty());
  one.worker.switch_off({7}, "since it answered 410");
  EXPECT_THAT(news(), ElementsAre(std::pair(ReceiverId(7), true)));
  EXPECT_THAT(news(), IsEmpty());
  switch_on_for_all(one.session, {7});
  EXPECT_EQ(read_queue_status(one.session).switched_off, 0U);
  EXPECT_THAT(news(), ElementsAre(std::pair(ReceiverId(7), false)));
  one.worker.switch_off({7}, "since it answered 410");
  EXPECT_THAT(news(), ElementsAre(std::pair(ReceiverId(7), true)));
  EXPECT_EQ(other.worker.peers().count, 2U);
}

/// One that puts in, and hears of its deliveries.
struct HearingProducer {
  HearingProducer(PostgresSession& session, std::int64_t number = 0, std::uint64_t next = 100)
      : targets(session),
        producer(session, targets, {[number](const std::string&) { return number; }, true, next}),
        reports(session, producer.number()) {}

  QueueTargets targets;
  QueueProducer producer;
  ReportReader reports;
};

Attempt answered(std::uint64_t delivery, int status) {
  Attempt attempt;
  attempt.delivery_id = delivery;
  attempt.outcome = Outcome::kAnswered;
  attempt.status = status;
  attempt.answer = std::string("a\0b", 3);
  attempt.state = DeliveryState::kDelivered;
  return attempt;
}

TEST(PostgresQueue, TellsAProducerThatHearsOfEachAttemptUntilItForgetsIt) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const std::string schema = test::PostgresServer::new_schema();
  Process one(server, schema);
  HearingProducer hearing(one.session);
  const std::uint64_t id = hearing.producer.first_id() + 7;
  hearing.producer.accept(deliveries(id, 1));
  one.queue.accept(deliveries(1, 1));
  ReportWriter writer(one.session, one.worker.number());
  writer.note(answered(id, 201));
  writer.note(answered(1, 200));
  writer.write();
  writer.note(answered(id, 201));
  writer.write();
  const auto reports = hearing.reports.read(10);
  ASSERT_THAT(reports, SizeIs(1)) << "the other producer's isn't told, and none twice";
  EXPECT_EQ(reports[0].worker, one.worker.number());
  EXPECT_EQ(reports[0].attempt.delivery_id, id);
  EXPECT_EQ(reports[0].attempt.status, 201);
  EXPECT_EQ(reports[0].attempt.answer, std::string("a\0b", 3));
  hearing.reports.forget(reports);
  EXPECT_THAT(hearing.reports.read(10), IsEmpty());
}

TEST(PostgresQueue, KnowsWhatAProducerHasPutInBeforeItsNewStart) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const std::string schema = test::PostgresServer::new_schema();
  Process one(server, schema);
  std::int64_t number = 0;
  std::uint64_t first = 0;
  {
    HearingProducer before(one.session);
    number = before.producer.number();
    first = before.producer.first_id();
    before.producer.accept(deliveries(first + 1, 2));
  }
  one.queue.settle(std::vector<Settlement>{{first + 1, DeliveryState::kFailed}});
  HearingProducer after(one.session, number);
  EXPECT_EQ(after.producer.number(), number);
  EXPECT_EQ(after.producer.highest_id(), first + 2);
  const std::int64_t id = static_cast<std::int64_t>(first);
  EXPECT_THAT(after.reports.known({id + 1, id + 2, id + 3}),
              testing::UnorderedElementsAre(testing::Pair(first + 1, DeliveryState::kFailed),
                                            testing::Pair(first + 2, DeliveryState::kPending)));
  after.producer.accept(deliveries(first + 3, 1));
  EXPECT_EQ(one.queue.counts(), (DeliveryCounts{3, 0, 1, 2}));
  HearingProducer older_copy(one.session, number, 3);
  EXPECT_NE(older_copy.producer.number(), number) << "its next would be another's in the queue";
  HearingProducer unknown(one.session, number + 100);
  EXPECT_NE(unknown.producer.number(), number + 100);
}

TEST(PostgresQueue, RefusesTwoThatGoOnAsTheSameProducer) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const std::string schema = test::PostgresServer::new_schema();
  Process one(server, schema);
  HearingProducer original(one.session);
  Process other(server, schema);
  HearingProducer copy(other.session, original.producer.number());
  original.producer.accept(deliveries(original.producer.first_id() + 1, 1));
  EXPECT_THROW(copy.producer.accept(deliveries(copy.producer.first_id() + 1, 1)), Failure);
}

TEST(PostgresQueue, KeepsABlockUntilItsReportsAreRead) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const std::string schema = test::PostgresServer::new_schema();
  Process one(server, schema);
  HearingProducer hearing(one.session);
  const std::uint64_t id = hearing.producer.first_id() + 1;
  hearing.producer.accept(deliveries(id, 1));
  ReportWriter writer(one.session, one.worker.number());
  writer.note(answered(id, 200));
  writer.write();
  one.queue.settle(std::vector<Settlement>{{id}});
  server.psql(fmt::format("UPDATE {}.block SET opened_us = opened_us - {}", schema,
                          3 * 24 * 3600 * kSecond));
  const auto tables = [&] {
    return server.psql(
        fmt::format("SELECT count(*) FROM pg_tables WHERE schemaname = '{}' AND "
                    "tablename LIKE 'report_%'",
                    schema));
  };
  drop_ended_blocks(one.session);
  EXPECT_EQ(tables(), "1\n");
  hearing.reports.forget(hearing.reports.read(10));
  drop_ended_blocks(one.session);
  EXPECT_EQ(tables(), "0\n");
}

TEST(PostgresQueue, ForgetsWorkersAfterADayAndKeepsWhatTheySent) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const std::string schema = test::PostgresServer::new_schema();
  Process one(server, schema);
  Process other(server, schema);
  one.queue.accept(deliveries(1, 3));
  one.lease_at(kNow);
  one.queue.settle(std::vector<Settlement>{{1}, {2, DeliveryState::kFailed}});
  server.psql(fmt::format("UPDATE {}.worker SET seen_us = seen_us - {} WHERE id = {}", schema,
                          25 * 3600 * kSecond, one.worker.number()));
  forget_old_workers(other.session);
  EXPECT_THAT(read_queue_status(other.session).workers, SizeIs(1));
  EXPECT_EQ(other.queue.counts(), (DeliveryCounts{3, 1, 1, 1}));
  one.worker.tell(0, 0);
  EXPECT_EQ(one.worker.peers().count, 2U) << "it was only away, and is there again";
}

TEST(PostgresQueue, BringsTablesOfAnOlderProgramUpToDate) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const std::string schema = test::PostgresServer::new_schema();
  Process before(server, schema);
  server.psql(
      fmt::format("ALTER TABLE {0}.producer DROP COLUMN hears, DROP COLUMN highest; "
                  "DROP TABLE {0}.report; ALTER TABLE {0}.switched_off DROP COLUMN is_off; "
                  "UPDATE {0}.queue SET version = 1",
                  schema));
  Process after(server, schema);
  HearingProducer hearing(after.session);
  hearing.producer.accept(deliveries(hearing.producer.first_id() + 1, 1));
  EXPECT_EQ(after.queue.counts().accepted, 1U);
}

}  // namespace
}  // namespace hookline
