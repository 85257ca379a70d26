#include "emitter/delivery/queue/postgresql/queue_producer.h"

#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/queue/postgresql/session/queue_schema.h"
#include "emitter/delivery/queue/shared/worker_seat.h"
#include "emitter/delivery/queue/stored_number.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kBlockRows = 1'000'000;
constexpr std::int64_t kBlockAgeUs = 3'600'000'000;
/// The bits of a delivery's place in its batch.
constexpr unsigned kPlaceBits = 20;

/// {0}: the block. $1 the producer, $2 the batch; then the payloads, then columns of deliveries;
/// $15 the highest id. Gives how many batches were taken.
constexpr const char* kAccept = R"(
WITH batch AS (
  UPDATE producer SET batch = $2::bigint, highest = greatest(highest, $15::bigint)
  WHERE id = $1::bigint AND batch < $2::bigint RETURNING id
), bodies AS (
  INSERT INTO payload_{0} (block, id, bytes)
  SELECT {0}, given.id, given.bytes
  FROM unnest($3::bigint[], $4::bytea[]) AS given (id, bytes), batch
), fresh AS (
  INSERT INTO delivery_{0}
    (block, number, id, event, receiver, kind, target, host, payload, due_us, at_us, attempt)
  SELECT {0}, given.number, given.id, given.event, given.receiver, given.kind, given.target,
         given.host, given.payload, given.due_us, given.due_us, given.attempt
  FROM unnest($5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[],
              $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[])
    AS given (number, id, event, receiver, kind, target, host, payload, due_us, attempt), batch
  {1}
  RETURNING 1
)
UPDATE block SET accepted = accepted + (SELECT count(*) FROM fresh) WHERE id = {0}
RETURNING (SELECT count(*) FROM batch))";
constexpr const char* kNotPending =
    "WHERE NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.id = given.id)";

constexpr const char* kProgress = R"(
SELECT coalesce(sum(delivered), 0)::bigint, coalesce(sum(failed), 0)::bigint,
       coalesce(sum(taken_over), 0)::bigint,
       (SELECT count(*) FROM worker WHERE NOT is_done AND seen_us > $2::bigint)
FROM account WHERE producer = $1::bigint)";

}  // namespace

struct QueueProducer::Columns {
  std::vector<std::int64_t> payload_ids;
  std::vector<std::string_view> payloads;
  std::vector<std::int64_t> numbers, ids, events, receivers, kinds, targets, hosts, payloads_of,
      dues, attempts;

  PostgresValues values(std::int64_t producer, std::int64_t batch, std::int64_t highest) const {
    PostgresValues values;
    values.add(producer).add(batch).add(payload_ids).add_bytes(payloads);
    for (const auto* column : {&numbers, &ids, &events, &receivers, &kinds, &targets, &hosts,
                               &payloads_of, &dues, &attempts}) {
      values.add(*column);
    }
    values.add(highest);
    return values;
  }
};

QueueProducer::QueueProducer(PostgresSession& session, QueueTargets& targets, const Terms& terms)
    : session_(session), targets_(targets), started_us_(wall_clock_us()) {
  if (!resume(terms)) begin(terms.hears);
  highest_ = std::max(highest_, stored(first_id()));
  open_block();
}

bool QueueProducer::resume(const Terms& terms) {
  if (!terms.number) return false;
  // Its mark is known once there is a connection: a server that is just starting is waited for.
  session_.run([](PostgresConnection&, bool) {});
  const std::int64_t number = terms.number(session_.mark());
  if (number == 0) return false;
  const std::int64_t next = IdsOfProducer(number).first + stored(terms.next_id);
  session_.run([&](PostgresConnection& connection, bool) {
    const auto rows = connection.run("resume_producer",
                                     "SELECT batch, highest, started_us FROM producer "
                                     "WHERE id = $1::bigint AND hears AND NOT is_done "
                                     "AND highest < $2::bigint",
                                     PostgresValues().add(number).add(next));
    if (rows.size() == 0) return;
    number_ = number;
    batch_ = rows.integer(0, 0);
    highest_ = rows.integer(0, 1);
    started_us_ = rows.integer(0, 2);
  });
  return number_ != 0;
}

void QueueProducer::begin(bool hears) {
  session_.run([&](PostgresConnection& connection, bool) {
    number_ = connection
                  .run("add_producer",
                       "INSERT INTO producer (started_us, hears) "
                       "VALUES ($1::bigint, $2::bigint <> 0) RETURNING id",
                       PostgresValues().add(started_us_).add(std::int64_t{hears}))
                  .integer(0, 0);
  });
}

void QueueProducer::open_block() {
  block_opened_us_ = wall_clock_us();
  session_.run_whole([&](PostgresConnection& connection, bool) {
    connection.run("close_blocks", "UPDATE block SET is_open = false WHERE producer = $1::bigint",
                   PostgresValues().add(number_));
    block_ = connection
                 .run("add_block",
                      "INSERT INTO block (producer, opened_us) VALUES ($1::bigint, $2::bigint) "
                      "RETURNING id",
                      PostgresValues().add(number_).add(block_opened_us_))
                 .integer(0, 0);
    create_block_tables(connection, block_);
  });
  in_block_ = 0;
}

void QueueProducer::accept(std::span<const QueuedDelivery> deliveries) {
  while (!deliveries.empty()) {
    const auto batch = deliveries.first(std::min(deliveries.size(), kBatchMax));
    accept_batch(batch);
    deliveries = deliveries.subspan(batch.size());
  }
}

void QueueProducer::accept_batch(std::span<const QueuedDelivery> deliveries) {
  const bool is_old = wall_clock_us() - block_opened_us_ > kBlockAgeUs;
  if (in_block_ >= kBlockRows || is_old) open_block();
  std::vector<const std::string*> urls;
  for (const QueuedDelivery& one : deliveries) urls.push_back(&one.url);
  targets_.learn(urls);
  ++batch_;
  const Columns columns = columns_of(deliveries);
  const bool are_new = this->are_new(columns.ids);
  for (const std::int64_t id : columns.ids) highest_ = std::max(highest_, id);
  const PostgresValues values = columns.values(number_, batch_, highest_);
  session_.run([&](PostgresConnection& connection, bool is_repeated) {
    const auto rows =
        connection.run(fmt::format("accept_{}_{}", block_, are_new),
                       fmt::format(kAccept, block_, are_new ? "" : kNotPending), values);
    // One that was carried out before the connection was lost isn't taken again.
    if (!is_repeated && rows.integer(0, 0) == 0) refuse_second_producer();
  });
  in_block_ += columns.ids.size();
}

/// Its own and growing, none is pending already.
bool QueueProducer::are_new(const std::vector<std::int64_t>& ids) const {
  std::int64_t highest = highest_;
  for (const std::int64_t id : ids) {
    if (id <= highest || id >> ProducerSeat::kIdBits != number_) return false;
    highest = id;
  }
  return true;
}

QueueProducer::Columns QueueProducer::columns_of(std::span<const QueuedDelivery> deliveries) const {
  Columns columns;
  std::unordered_set<std::uint64_t> ids;
  const std::string* last = nullptr;
  for (const QueuedDelivery& one : deliveries) {
    if (!ids.insert(one.id).second) continue;
    const std::int64_t number = batch_ << kPlaceBits | static_cast<std::int64_t>(ids.size());
    if (one.payload.get() != last) {
      columns.payload_ids.push_back(number);
      columns.payloads.push_back(*one.payload);
      last = one.payload.get();
    }
    const QueueTargets::Place& place = targets_.place_of(one.url);
    columns.numbers.push_back(number);
    columns.ids.push_back(stored(one.id));
    columns.events.push_back(stored(one.event_id));
    columns.receivers.push_back(stored(one.receiver.number));
    columns.kinds.push_back(static_cast<std::int64_t>(one.receiver.kind));
    columns.targets.push_back(place.target);
    columns.hosts.push_back(place.host);
    columns.payloads_of.push_back(columns.payload_ids.back());
    columns.dues.push_back(one.due_us);
    columns.attempts.push_back(one.attempt);
  }
  return columns;
}

QueueProducer::Progress QueueProducer::progress() {
  Progress progress;
  session_.run([&](PostgresConnection& connection, bool) {
    const auto rows =
        connection.run("progress", kProgress,
                       PostgresValues().add(number_).add(wall_clock_us() - WorkerSeat::kSilenceUs));
    const auto number = [&](int column) {
      return static_cast<std::uint64_t>(rows.integer(0, column));
    };
    progress = {number(0), number(1), number(2), number(3)};
  });
  return progress;
}

std::vector<std::string> QueueProducer::figures() {
  std::vector<std::string> figures;
  session_.run([&](PostgresConnection& connection, bool) {
    figures.clear();
    const auto rows = connection.run(
        "figures", "SELECT bytes FROM figures WHERE producer = $1::bigint ORDER BY worker",
        PostgresValues().add(number_));
    for (int row = 0; row < rows.size(); ++row) figures.emplace_back(rows.bytes(row, 0));
  });
  return figures;
}

std::vector<Settlement> QueueProducer::ends() {
  std::vector<Settlement> ends;
  session_.run_whole([&](PostgresConnection& connection, bool) {
    ends.clear();
    const auto blocks = connection.run("blocks", "SELECT id FROM block WHERE producer = $1::bigint",
                                       PostgresValues().add(number_));
    connection.run("SET LOCAL enable_seqscan = on");
    for (int block = 0; block < blocks.size(); ++block) {
      const std::int64_t number = blocks.integer(block, 0);
      const auto rows = connection.run(fmt::format("ends_{}", number),
                                       fmt::format("SELECT id, state FROM ended_{}", number));
      for (int row = 0; row < rows.size(); ++row) {
        ends.push_back({static_cast<std::uint64_t>(rows.integer(row, 0)),
                        static_cast<DeliveryState>(rows.integer(row, 1))});
      }
    }
  });
  return ends;
}

void QueueProducer::finish() {
  session_.run_whole([&](PostgresConnection& connection, bool) {
    connection.run("close_blocks", "UPDATE block SET is_open = false WHERE producer = $1::bigint",
                   PostgresValues().add(number_));
    connection.run("finish", "UPDATE producer SET is_done = true WHERE id = $1::bigint",
                   PostgresValues().add(number_));
  });
}

}  // namespace hookline
