#include "emitter/delivery/queue/postgresql/queue_status.h"

#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/queue/postgresql/session/queue_schema.h"
#include "emitter/delivery/queue/shared/worker_seat.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// A producer that died never says that it has finished.
constexpr std::int64_t kKeptUs = 24 * 3'600'000'000;
/// What a producer wants to hear is kept for so long, should it come back.
constexpr std::int64_t kReportsKeptUs = 30 * kKeptUs;

constexpr std::string_view kStatusOfAll = R"(
SELECT coalesce((SELECT sum(accepted) FROM block), 0)::bigint,
       coalesce(sum(delivered), 0)::bigint, coalesce(sum(failed), 0)::bigint,
       (SELECT count(*) FROM switched_off WHERE is_off) FROM account)";
constexpr std::string_view kStatusOfHosts = R"(
WITH pending AS (
  SELECT host, count(*) AS every,
         count(*) FILTER (WHERE lease <> 0 AND at_us > $1::bigint) AS leased,
         count(*) FILTER (WHERE lease = 0 AND attempt > 1 AND at_us > $1::bigint) AS deferred,
         min(due_us) FILTER (WHERE due_us <= $1::bigint) AS oldest
  FROM delivery GROUP BY host
), ends AS (
  SELECT host, sum(delivered)::bigint AS delivered, sum(failed)::bigint AS failed
  FROM account GROUP BY host
)
SELECT host.name, coalesce(every, 0), coalesce(leased, 0), coalesce(deferred, 0), oldest,
       coalesce(delivered, 0), coalesce(failed, 0)
FROM host LEFT JOIN pending ON pending.host = host.id LEFT JOIN ends ON ends.host = host.id
ORDER BY coalesce(every, 0) DESC, host.name)";
constexpr std::string_view kStatusOfWorkers = R"(
WITH ends AS (
  SELECT worker, sum(delivered)::bigint AS delivered, sum(failed)::bigint AS failed,
         sum(taken_over)::bigint AS taken_over
  FROM account GROUP BY worker
)
SELECT name, NOT is_done AND seen_us > $1::bigint, held, coalesce(delivered, 0),
       coalesce(failed, 0), coalesce(taken_over, 0), duplicates
FROM worker LEFT JOIN ends ON ends.worker = worker.id
ORDER BY 2 DESC, worker.id)";
constexpr std::string_view kOldBlocks = R"(
SELECT block.id, producer.hears AND NOT producer.is_done AND opened_us >= $3::bigint
FROM block JOIN producer ON producer.id = block.producer
WHERE NOT is_dropped
  AND (producer.is_done OR (NOT is_open AND opened_us < $1::bigint) OR opened_us < $2::bigint))";

void read_hosts(PostgresConnection& connection, QueueStatus& status) {
  const auto rows =
      connection.run("status_hosts", kStatusOfHosts, PostgresValues().add(status.at_us));
  for (int row = 0; row < rows.size(); ++row) {
    QueueStatus::Host host;
    host.name = rows.bytes(row, 0);
    host.pending = {rows.number(row, 1), rows.number(row, 2), rows.number(row, 3)};
    if (!rows.is_null(row, 4)) host.pending.oldest_due_us = rows.integer(row, 4);
    host.delivered = rows.number(row, 5);
    host.failed = rows.number(row, 6);
    status.add(std::move(host));
  }
}

void read_workers(PostgresConnection& connection, QueueStatus& status) {
  const auto rows = connection.run("status_workers", kStatusOfWorkers,
                                   PostgresValues().add(status.at_us - WorkerSeat::kSilenceUs));
  for (int row = 0; row < rows.size(); ++row) {
    status.workers.push_back({std::string(rows.bytes(row, 0)), rows.integer(row, 1) != 0,
                              rows.number(row, 2), rows.number(row, 3), rows.number(row, 4),
                              rows.number(row, 5), rows.number(row, 6)});
  }
}

struct Block {
  std::int64_t number = 0;
  bool has_reader = false;  ///< of its reports
};

/// Those whose ends nobody asks about any more.
std::vector<Block> old_blocks(PostgresConnection& connection) {
  const std::int64_t now_us = wall_clock_us();
  const auto rows = connection.run("old_blocks", kOldBlocks,
                                   PostgresValues()
                                       .add(now_us - kKeptUs)
                                       .add(now_us - 2 * kKeptUs)
                                       .add(now_us - kReportsKeptUs));
  std::vector<Block> blocks;
  for (int row = 0; row < rows.size(); ++row) {
    blocks.push_back({rows.integer(row, 0), rows.integer(row, 1) != 0});
  }
  return blocks;
}

/// Whether nothing of it is pending, nor to be read. With the number in the statement, so that no
/// other block's tables are looked at.
bool has_ended(PostgresConnection& connection, const Block& block) {
  const auto is_empty = [&](const char* table) {
    const auto rows = connection.run(
        fmt::format("is_empty_{}_{}", table, block.number),
        fmt::format("SELECT NOT EXISTS (SELECT 1 FROM {} WHERE block = {})", table, block.number));
    return rows.integer(0, 0) != 0;
  };
  return is_empty("delivery") && !(block.has_reader && !is_empty("report"));
}

/// Another time, where others are in the way.
void drop_block(PostgresConnection& connection, std::int64_t block) {
  connection.run("SET lock_timeout = '200ms'");
  try {
    drop_block_tables(connection, block);
    connection.run("note_dropped", "UPDATE block SET is_dropped = true WHERE id = $1::bigint",
                   PostgresValues().add(block));
  } catch (const PostgresError& error) {
    if (error.kind() == PostgresError::Kind::kAway) throw;
  }
  connection.run("RESET lock_timeout");
}

}  // namespace

QueueStatus read_queue_status(PostgresSession& session) {
  QueueStatus status;
  session.run_whole([&](PostgresConnection& connection, bool) {
    status = {};
    status.at_us = wall_clock_us();
    // All of it at one moment; and by reading all, which is what it comes to.
    connection.run(
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET LOCAL enable_seqscan = on; "
        "SET LOCAL enable_hashjoin = on");
    const auto rows = connection.run("status_counts", kStatusOfAll);
    status.counts = {rows.number(0, 0), rows.number(0, 1), rows.number(0, 2)};
    status.switched_off = rows.number(0, 3);
    read_hosts(connection, status);
    read_workers(connection, status);
  });
  status.counts.pending = status.counts.accepted - status.counts.delivered - status.counts.failed;
  return status;
}

void drop_ended_blocks(PostgresSession& session) {
  session.run([&](PostgresConnection& connection, bool) {
    // One worker at a time, so that none waits for another.
    const auto turn = connection.run("take_turn", "SELECT pg_try_advisory_lock(4917231002)");
    if (turn.integer(0, 0) == 0) return;
    for (const Block& block : old_blocks(connection)) {
      if (has_ended(connection, block)) drop_block(connection, block.number);
    }
    connection.run("SELECT pg_advisory_unlock(4917231002)");
  });
}

}  // namespace hookline
