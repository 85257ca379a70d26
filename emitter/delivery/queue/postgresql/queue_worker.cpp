#include "emitter/delivery/queue/postgresql/queue_worker.h"

#include "catcher/base/units/timestamp.h"

#include <string_view>

namespace hookline {
namespace {

constexpr std::string_view kAddWorker =
    "INSERT INTO worker (name, started_us, seen_us) VALUES ($1::text, $2::bigint, $2::bigint) "
    "RETURNING id";
/// Where it was forgotten, as after a day in which the server was away, it is written down again.
constexpr std::string_view kTellOthers =
    "INSERT INTO worker (id, name, started_us, seen_us, held, duplicates, is_done) "
    "VALUES ($1::bigint, $6::text, $2::bigint, $2::bigint, $3::bigint, $4::bigint, "
    "$5::bigint <> 0) "
    "ON CONFLICT (id) DO UPDATE SET seen_us = excluded.seen_us, held = excluded.held, "
    "duplicates = excluded.duplicates, is_done = excluded.is_done";
constexpr std::string_view kPeers =
    "SELECT count(*), count(*) FILTER (WHERE id < $1::bigint) FROM worker "
    "WHERE id = $1::bigint OR (NOT is_done AND seen_us > $2::bigint)";
constexpr std::string_view kSwitchOff =
    "INSERT INTO switched_off (kind, receiver, reason) VALUES ($1::bigint, $2::bigint, $3::text) "
    "ON CONFLICT (kind, receiver) DO UPDATE SET number = excluded.number, "
    "reason = excluded.reason, is_off = true WHERE NOT switched_off.is_off";
constexpr std::string_view kSwitchOn =
    "UPDATE switched_off SET number = "
    "nextval(pg_get_serial_sequence('switched_off', 'number')), is_off = false "
    "WHERE kind = $1::bigint AND receiver = $2::bigint AND is_off";
/// Whoever got a lower number may be seen later: those of a while are asked for again.
constexpr std::string_view kNewlySwitched =
    "SELECT number, kind, receiver, is_off FROM switched_off WHERE number > $1::bigint - 16 "
    "ORDER BY number";
constexpr std::string_view kProducers =
    "SELECT id, started_us, hears FROM producer WHERE NOT is_done";
/// What they have sent stays counted, by host.
constexpr std::string_view kForgetWorkers = R"(
WITH old AS (
  DELETE FROM worker WHERE seen_us < $1::bigint RETURNING id
), theirs AS (
  DELETE FROM account USING old WHERE account.worker = old.id
  RETURNING producer, host, delivered, failed, taken_over
), figures_read AS (
  DELETE FROM figures USING producer WHERE figures.producer = producer.id AND producer.is_done
)
INSERT INTO account (producer, worker, host, delivered, failed, taken_over)
SELECT producer, 0, host, sum(delivered), sum(failed), sum(taken_over) FROM theirs
GROUP BY producer, host
ON CONFLICT (producer, worker, host) DO UPDATE
SET delivered = account.delivered + excluded.delivered, failed = account.failed + excluded.failed,
    taken_over = account.taken_over + excluded.taken_over)";
constexpr std::int64_t kWorkersKeptUs = 24 * 3'600'000'000;
constexpr std::string_view kWriteFigures =
    "INSERT INTO figures (producer, worker, bytes) VALUES ($1::bigint, $2::bigint, $3::bytea) "
    "ON CONFLICT (producer, worker) DO UPDATE SET bytes = excluded.bytes";

}  // namespace

QueueWorker::QueueWorker(PostgresSession& session, std::string name)
    : session_(session), name_(std::move(name)) {
  session_.run([&](PostgresConnection& connection, bool) {
    const auto values = PostgresValues().add(name_).add(wall_clock_us());
    number_ = connection.run("add_worker", kAddWorker, values).integer(0, 0);
  });
}

PostgresValues QueueWorker::standing(std::size_t held, std::uint64_t duplicates,
                                     bool is_done) const {
  return PostgresValues()
      .add(number_)
      .add(wall_clock_us())
      .add(static_cast<std::int64_t>(held))
      .add(static_cast<std::int64_t>(duplicates))
      .add(static_cast<std::int64_t>(is_done))
      .add(name_);
}

void QueueWorker::tell(std::size_t held, std::uint64_t duplicates) {
  session_.run([&](PostgresConnection& connection, bool) {
    connection.run("tell", kTellOthers, standing(held, duplicates, false));
  });
}

QueueWorker::Peers QueueWorker::peers() {
  Peers peers;
  session_.run([&](PostgresConnection& connection, bool) {
    const auto rows =
        connection.run("peers", kPeers,
                       PostgresValues().add(number_).add(wall_clock_us() - WorkerSeat::kSilenceUs));
    peers = {static_cast<std::size_t>(rows.integer(0, 0)),
             static_cast<std::size_t>(rows.integer(0, 1))};
  });
  return peers;
}

void QueueWorker::finish(std::uint64_t duplicates) {
  session_.run([&](PostgresConnection& connection, bool) {
    connection.run("tell", kTellOthers, standing(0, duplicates, true));
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

std::vector<QueueWorker::Switched> QueueWorker::newly_switched() {
  std::vector<Switched> switched;
  session_.run([&](PostgresConnection& connection, bool) {
    const auto rows =
        connection.run("switched_off", kNewlySwitched, PostgresValues().add(last_switched_));
    for (int row = 0; row < rows.size(); ++row) {
      last_switched_ = rows.integer(row, 0);
      const ReceiverId receiver(rows.number(row, 2),
                                static_cast<ReceiverId::Kind>(rows.integer(row, 1)));
      if (std::exchange(switched_[receiver], last_switched_) == last_switched_) continue;
      switched.push_back({receiver, rows.integer(row, 3) != 0});
    }
  });
  return switched;
}

std::vector<QueueWorker::Producer> QueueWorker::producers() {
  std::vector<Producer> producers;
  session_.run([&](PostgresConnection& connection, bool) {
    const auto rows = connection.run("producers", kProducers);
    for (int row = 0; row < rows.size(); ++row) {
      producers.push_back({rows.integer(row, 0), rows.integer(row, 1), rows.integer(row, 2) != 0});
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

void switch_on_for_all(PostgresSession& session, ReceiverId receiver) {
  const auto values = PostgresValues()
                          .add(static_cast<std::int64_t>(receiver.kind))
                          .add(static_cast<std::int64_t>(receiver.number));
  session.run([&](PostgresConnection& connection, bool) {
    connection.run("switch_on", kSwitchOn, values);
  });
}

void forget_old_workers(PostgresSession& session) {
  const auto values = PostgresValues().add(wall_clock_us() - kWorkersKeptUs);
  session.run([&](PostgresConnection& connection, bool) {
    connection.run("forget_workers", kForgetWorkers, values);
  });
}

}  // namespace hookline
