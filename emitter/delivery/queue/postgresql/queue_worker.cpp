#include "emitter/delivery/queue/postgresql/queue_worker.h"

#include "catcher/base/units/timestamp.h"

#include <string_view>

namespace hookline {
namespace {

constexpr std::string_view kAddWorker =
    "INSERT INTO worker (name, started_us, seen_us) VALUES ($1::text, $2::bigint, $2::bigint) "
    "RETURNING id";
constexpr std::string_view kTellOthers =
    "UPDATE worker SET seen_us = $2::bigint, held = $3::bigint, duplicates = $4::bigint, "
    "is_done = $5::bigint <> 0 WHERE id = $1::bigint";
constexpr std::string_view kPeers =
    "SELECT count(*), count(*) FILTER (WHERE id < $1::bigint) FROM worker "
    "WHERE id = $1::bigint OR (NOT is_done AND seen_us > $2::bigint)";
constexpr std::string_view kSwitchOff =
    "INSERT INTO switched_off (kind, receiver, reason) VALUES ($1::bigint, $2::bigint, $3::text) "
    "ON CONFLICT DO NOTHING";
/// Whoever got a lower number may be seen later: those of a while are asked for again.
constexpr std::string_view kNewlySwitchedOff =
    "SELECT number, kind, receiver FROM switched_off WHERE number > $1::bigint - 16 ORDER BY "
    "number";
constexpr std::string_view kProducers = "SELECT id, started_us FROM producer WHERE NOT is_done";
constexpr std::string_view kWriteFigures =
    "INSERT INTO figures (producer, worker, bytes) VALUES ($1::bigint, $2::bigint, $3::bytea) "
    "ON CONFLICT (producer, worker) DO UPDATE SET bytes = excluded.bytes";

PostgresValues values_of(std::int64_t worker, std::size_t held, std::uint64_t duplicates,
                         bool is_done) {
  return PostgresValues()
      .add(worker)
      .add(wall_clock_us())
      .add(static_cast<std::int64_t>(held))
      .add(static_cast<std::int64_t>(duplicates))
      .add(static_cast<std::int64_t>(is_done));
}

}  // namespace

QueueWorker::QueueWorker(PostgresSession& session, std::string name)
    : session_(session), name_(std::move(name)) {
  session_.run([&](PostgresConnection& connection, bool) {
    const auto values = PostgresValues().add(name_).add(wall_clock_us());
    number_ = connection.run("add_worker", kAddWorker, values).integer(0, 0);
  });
}

QueueWorker::Peers QueueWorker::tell(std::size_t held, std::uint64_t duplicates) {
  Peers peers;
  session_.run([&](PostgresConnection& connection, bool) {
    connection.run("tell", kTellOthers, values_of(number_, held, duplicates, false));
    const auto rows = connection.run(
        "peers", kPeers, PostgresValues().add(number_).add(wall_clock_us() - kWorkerSilenceUs));
    peers = {static_cast<std::size_t>(rows.integer(0, 0)),
             static_cast<std::size_t>(rows.integer(0, 1))};
  });
  return peers;
}

void QueueWorker::finish(std::uint64_t duplicates) {
  session_.run([&](PostgresConnection& connection, bool) {
    connection.run("tell", kTellOthers, values_of(number_, 0, duplicates, true));
  });
}

void QueueWorker::switch_off(ReceiverId receiver, const std::string& reason) {
  const auto values = PostgresValues()
                          .add(static_cast<std::int64_t>(receiver.kind))
                          .add(static_cast<std::int64_t>(receiver.number))
                          .add(reason);
  session_.run([&](PostgresConnection& connection, bool) {
    connection.run("switch_off", kSwitchOff, values);
  });
}

std::vector<ReceiverId> QueueWorker::newly_switched_off() {
  std::vector<ReceiverId> receivers;
  session_.run([&](PostgresConnection& connection, bool) {
    const auto rows =
        connection.run("switched_off", kNewlySwitchedOff, PostgresValues().add(last_switched_off_));
    for (int row = 0; row < rows.size(); ++row) {
      last_switched_off_ = rows.integer(row, 0);
      receivers.push_back({static_cast<std::uint64_t>(rows.integer(row, 2)),
                           static_cast<ReceiverId::Kind>(rows.integer(row, 1))});
    }
  });
  return receivers;
}

std::vector<QueueWorker::Producer> QueueWorker::producers() {
  std::vector<Producer> producers;
  session_.run([&](PostgresConnection& connection, bool) {
    const auto rows = connection.run("producers", kProducers);
    for (int row = 0; row < rows.size(); ++row) {
      producers.push_back({rows.integer(row, 0), rows.integer(row, 1)});
    }
  });
  return producers;
}

void QueueWorker::write_figures(std::int64_t producer, const std::string& bytes) {
  const auto values = PostgresValues().add(producer).add(number_).add_bytes(bytes);
  session_.run([&](PostgresConnection& connection, bool) {
    connection.run("write_figures", kWriteFigures, values);
  });
}

}  // namespace hookline
