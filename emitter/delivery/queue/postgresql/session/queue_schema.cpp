#include "emitter/delivery/queue/postgresql/session/queue_schema.h"

#include "catcher/base/process/failure.h"
#include "emitter/delivery/delivery_mark.h"
#include "emitter/delivery/queue/postgresql/session/postgres_connection.h"

#include <string_view>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr int kVersion = 2;

/// Times are in microseconds since 1970 UTC.
constexpr const char* kTables = R"(
CREATE TABLE queue (version integer NOT NULL, mark text NOT NULL);
CREATE TABLE host (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE target (id serial PRIMARY KEY, host integer NOT NULL, url text NOT NULL);
CREATE UNIQUE INDEX target_url ON target (md5(url));
-- Who puts deliveries in. A batch is taken once, however often it is sent.
CREATE TABLE producer (
  id serial PRIMARY KEY,
  batch bigint NOT NULL DEFAULT 0,
  started_us bigint NOT NULL,
  is_done boolean NOT NULL DEFAULT false
) WITH (fillfactor = 50);
CREATE TABLE block (
  id serial PRIMARY KEY,
  producer integer NOT NULL,
  opened_us bigint NOT NULL,
  accepted bigint NOT NULL DEFAULT 0,
  is_open boolean NOT NULL DEFAULT true,
  is_dropped boolean NOT NULL DEFAULT false
) WITH (fillfactor = 50);
CREATE TABLE delivery (
  number bigint NOT NULL,    -- in the order of acceptance, of one producer
  id bigint NOT NULL,
  event bigint NOT NULL,
  receiver bigint NOT NULL,
  payload bigint NOT NULL,
  due_us bigint NOT NULL,
  at_us bigint NOT NULL,     -- when it can be leased: due_us, or the end of its lease
  lease bigint NOT NULL DEFAULT 0,
  block integer NOT NULL,
  target integer NOT NULL,
  host integer NOT NULL,
  attempt integer NOT NULL,
  kind smallint NOT NULL     -- of the receiver
) PARTITION BY LIST (block);
CREATE INDEX delivery_id ON delivery (id);
CREATE INDEX delivery_turn ON delivery (host, at_us, number);
CREATE TABLE payload (
  id bigint NOT NULL,
  block integer NOT NULL,
  bytes bytea NOT NULL
) PARTITION BY LIST (block);
CREATE INDEX payload_id ON payload (id);
CREATE TABLE ended (
  id bigint NOT NULL,
  at_us bigint NOT NULL,
  block integer NOT NULL,
  worker integer NOT NULL,
  state smallint NOT NULL    -- 1: delivered, 2: failed
) PARTITION BY LIST (block);
CREATE TABLE worker (
  id serial PRIMARY KEY,
  name text NOT NULL,
  started_us bigint NOT NULL,
  seen_us bigint NOT NULL,
  held bigint NOT NULL DEFAULT 0,
  duplicates bigint NOT NULL DEFAULT 0,
  is_done boolean NOT NULL DEFAULT false
) WITH (fillfactor = 50);
-- What has ended, in sum. A producer's deliveries have its number in their ids' upper bits.
CREATE TABLE account (
  producer integer NOT NULL,
  worker integer NOT NULL,
  host integer NOT NULL,
  delivered bigint NOT NULL,
  failed bigint NOT NULL,
  taken_over bigint NOT NULL DEFAULT 0,  -- leased after another's lease had ended by itself
  PRIMARY KEY (producer, worker, host)
) WITH (fillfactor = 50);
-- What workers have measured of a producer's deliveries, as they write it.
CREATE TABLE figures (
  producer integer NOT NULL,
  worker integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (producer, worker)
);
CREATE TABLE switched_off (
  number serial NOT NULL,
  kind smallint NOT NULL,
  receiver bigint NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (kind, receiver)
);
)";

/// What version 1 didn't have.
constexpr const char* kTablesOfVersion2 = R"(
-- Some want to hear of each attempt. `highest` is the highest id that was ever taken of one.
ALTER TABLE producer ADD COLUMN hears boolean NOT NULL DEFAULT false,
  ADD COLUMN highest bigint NOT NULL DEFAULT 0;
CREATE TABLE report (
  id bigint NOT NULL,        -- of the delivery
  attempt integer NOT NULL,
  worker integer NOT NULL,
  block integer NOT NULL,
  bytes bytea NOT NULL,      -- what came of the attempt, as the worker writes it
  PRIMARY KEY (id, attempt, worker, block)
) PARTITION BY LIST (block);
-- Switched on again, a receiver keeps its row, with another number.
ALTER TABLE switched_off ADD COLUMN is_off boolean NOT NULL DEFAULT true;
)";

/// Whose plans are right whatever the server has counted of these tables so far: all are looked up
/// by their indexes.
constexpr const char* kSettings =
    "SET jit = off; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; "
    "SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_bitmapscan = off; "
    "SET enable_material = off; SET enable_memoize = off";

bool is_there(PostgresConnection& connection, const std::string& schema) {
  return connection
             .run("has_schema",
                  "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1::text AND tablename = "
                  "'queue'",
                  PostgresValues().add(schema))
             .size() > 0;
}

struct Queue {
  std::int64_t version = 0;
  std::string mark;
};

Queue read_queue(PostgresConnection& connection) {
  const auto rows = connection.run("queue", "SELECT version, mark FROM queue");
  if (rows.size() != 1) return {};
  return {rows.integer(0, 0), std::string(rows.bytes(0, 1))};
}

/// Two that begin at the same moment take turns.
template <class Change>
void change_tables(PostgresConnection& connection, Change change) {
  connection.run("BEGIN; SELECT pg_advisory_xact_lock(4917231001)");
  try {
    change();
    connection.run("COMMIT");
  } catch (const PostgresError& error) {
    if (error.kind() != PostgresError::Kind::kAway) connection.run("ROLLBACK");
    throw;
  }
}

void create(PostgresConnection& connection, const std::string& schema) {
  change_tables(connection, [&] {
    if (is_there(connection, schema)) return;
    connection.run(fmt::format("CREATE SCHEMA IF NOT EXISTS {0}; SET search_path TO {0}", schema));
    connection.run(kTables);
    connection.run(kTablesOfVersion2);
    connection.run("create_queue", "INSERT INTO queue VALUES ($1::bigint, $2::text)",
                   PostgresValues().add(kVersion).add(new_run_id()));
  });
}

void bring_up_to_date(PostgresConnection& connection) {
  change_tables(connection, [&] {
    if (read_queue(connection).version != 1) return;
    connection.run(kTablesOfVersion2);
    connection.run("UPDATE queue SET version = 2");
  });
}

}  // namespace

std::string open_queue_schema(PostgresConnection& connection, const std::string& schema) {
  if (!is_there(connection, schema)) create(connection, schema);
  connection.run(fmt::format("SET search_path TO {}", schema));
  connection.run(kSettings);
  if (read_queue(connection).version == 1) bring_up_to_date(connection);
  const Queue queue = read_queue(connection);
  if (queue.version != kVersion) {
    throw Failure(
        ExitCode::kCannotRun,
        fmt::format("the queue's schema {} is of version {}, and this emitter knows version "
                    "{}; use the emitter that made it, or name another --queue-schema",
                    schema, queue.version, kVersion));
  }
  return queue.mark;
}

void create_block_tables(PostgresConnection& connection, std::int64_t block) {
  // Made apart and attached, which keeps nobody waiting: made as partitions at once, they would
  // lock the whole table, and could meet a lease in a deadlock.
  for (const char* table : {"delivery", "payload", "ended", "report"}) {
    const bool is_changed = std::string_view(table) == "delivery";
    connection.run(
        fmt::format("CREATE TABLE {0}_{1} (LIKE {0} INCLUDING DEFAULTS INCLUDING INDEXES){2};"
                    "ALTER TABLE {0} ATTACH PARTITION {0}_{1} FOR VALUES IN ({1})",
                    table, block,
                    is_changed ? " WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05, "
                                 "autovacuum_vacuum_cost_delay = 0)"
                               : ""));
  }
}

void drop_block_tables(PostgresConnection& connection, std::int64_t block) {
  for (const char* table : {"payload", "delivery", "ended", "report"}) {
    const auto part =
        connection.run("part",
                       "SELECT inhdetachpending FROM pg_catalog.pg_inherits WHERE inhrelid = "
                       "to_regclass($1::text)",
                       PostgresValues().add(fmt::format("{}_{}", table, block)));
    // Dropped as partitions at once, they would have to lock the whole table, behind whatever looks
    // at any part of it, with all leases waiting behind that.
    if (part.size() > 0) {
      const bool was_begun = part.integer(0, 0) != 0;
      connection.run(fmt::format("ALTER TABLE {0} DETACH PARTITION {0}_{1} {2}", table, block,
                                 was_begun ? "FINALIZE" : "CONCURRENTLY"));
    }
    connection.run(fmt::format("DROP TABLE IF EXISTS {}_{}", table, block));
  }
}

}  // namespace hookline
