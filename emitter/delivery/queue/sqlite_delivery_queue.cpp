#include "emitter/delivery/queue/sqlite_delivery_queue.h"

#include "catcher/base/process/failure.h"
#include "emitter/delivery/queue/stored_number.h"

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::string_view kPayloadTable = R"(
CREATE TABLE delivery_payload (
  id INTEGER PRIMARY KEY,
  deliveries INTEGER NOT NULL DEFAULT 0,  -- that have it
  bytes BLOB NOT NULL
))";
constexpr std::string_view kDeliveryTable = R"(
CREATE TABLE delivery (
  number INTEGER PRIMARY KEY,  -- in the order of acceptance
  id INTEGER NOT NULL UNIQUE,
  event INTEGER NOT NULL,
  kind INTEGER NOT NULL,       -- of the receiver
  receiver INTEGER NOT NULL,
  url TEXT NOT NULL,
  payload INTEGER NOT NULL,
  due_us INTEGER NOT NULL,     -- since 1970
  attempt INTEGER NOT NULL,
  lease INTEGER NOT NULL,      -- 0: none
  at_us INTEGER NOT NULL       -- when it can be leased: due_us, or the end of its lease
))";
constexpr std::string_view kTurns = "CREATE INDEX delivery_turn ON delivery (at_us, number)";
constexpr std::string_view kPayloadTaken = R"(
CREATE TRIGGER delivery_comes AFTER INSERT ON delivery BEGIN
  UPDATE delivery_payload SET deliveries = deliveries + 1 WHERE id = new.payload;
END)";
constexpr std::string_view kPayloadLeft = R"(
CREATE TRIGGER delivery_goes AFTER DELETE ON delivery BEGIN
  UPDATE delivery_payload SET deliveries = deliveries - 1 WHERE id = old.payload;
  DELETE FROM delivery_payload WHERE id = old.payload AND deliveries = 0;
END)";
constexpr std::string_view kAccountTable = R"(
CREATE TABLE delivery_account (
  accepted INTEGER NOT NULL,
  delivered INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  leases INTEGER NOT NULL      -- the number of the last one
))";

template <typename Work>
auto or_fail(Work work) {
  try {
    return work();
  } catch (const SqliteError& error) {
    throw Failure(ExitCode::kCannotRun,
                  fmt::format("the deliveries can't be kept: {}", error.what()));
  }
}

}  // namespace

void create_delivery_tables(SqliteConnection& connection) {
  for (const auto sql :
       {kPayloadTable, kDeliveryTable, kTurns, kPayloadTaken, kPayloadLeft, kAccountTable}) {
    connection.run(sql);
  }
  connection.run("INSERT INTO delivery_account VALUES (0, 0, 0, 0)");
}

SqliteDeliveryQueue::Statements::Statements(SqliteConnection& connection)
    : begin(connection.prepare("BEGIN IMMEDIATE")),
      commit(connection.prepare("COMMIT")),
      has(connection.prepare("SELECT 1 FROM delivery WHERE id = ?")),
      insert_payload(
          connection.prepare("INSERT INTO delivery_payload (bytes) VALUES (?) RETURNING id")),
      insert(connection.prepare(
          "INSERT INTO delivery (id, event, kind, receiver, url, payload, due_us, attempt, lease, "
          "at_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?7)")),
      due(connection.prepare(
          "SELECT delivery.id, event, kind, receiver, url, due_us, attempt, payload, bytes "
          "FROM delivery JOIN delivery_payload ON delivery_payload.id = payload "
          "WHERE at_us <= ? ORDER BY at_us, number LIMIT ?")),
      lease(connection.prepare("UPDATE delivery SET lease = ?, at_us = ? WHERE id = ?")),
      settle(connection.prepare("DELETE FROM delivery WHERE id = ? RETURNING id")),
      defer(connection.prepare("UPDATE delivery SET lease = 0, due_us = ?1, at_us = ?1, "
                               "attempt = ?2 WHERE id = ?3 AND lease = ?4")),
      next(connection.prepare("SELECT at_us FROM delivery ORDER BY at_us LIMIT 1")),
      account(
          connection.prepare("SELECT accepted, delivered, failed, leases FROM delivery_account")),
      add_to_account(connection.prepare(
          "UPDATE delivery_account SET accepted = accepted + ?, delivered = delivered + ?, "
          "failed = failed + ?, leases = leases + ?")) {}

SqliteDeliveryQueue::SqliteDeliveryQueue(SqliteConnection& connection)
    : connection_(connection), statements_(connection) {}

template <typename Work>
void SqliteDeliveryQueue::write(Work work) {
  if (connection_.in_transaction()) return work();
  or_fail([&] {
    SqliteTransaction transaction(connection_, statements_.begin, statements_.commit);
    work();
    transaction.commit();
  });
}

void SqliteDeliveryQueue::accept(std::span<const QueuedDelivery> deliveries) {
  write([&] {
    DeliveryCounts more;
    const std::string* last = nullptr;
    std::int64_t payload = 0;
    for (const QueuedDelivery& delivery : deliveries) {
      const SqliteReset reset(statements_.has);
      statements_.has.bind(1, stored(delivery.id));
      if (statements_.has.step()) continue;
      if (delivery.payload.get() != last) payload = keep_payload(*delivery.payload);
      last = delivery.payload.get();
      insert(delivery, payload);
      ++more.accepted;
    }
    add_to_account(more);
  });
}

std::int64_t SqliteDeliveryQueue::keep_payload(const std::string& payload) {
  const SqliteReset reset(statements_.insert_payload);
  statements_.insert_payload.bind_blob(1, payload);
  statements_.insert_payload.step();
  return statements_.insert_payload.integer(0);
}

void SqliteDeliveryQueue::insert(const QueuedDelivery& delivery, std::int64_t payload) {
  SqliteStatement& row = statements_.insert;
  const SqliteReset reset(row);
  row.bind(1, stored(delivery.id));
  row.bind(2, stored(delivery.event_id));
  row.bind(3, static_cast<std::int64_t>(delivery.receiver.kind));
  row.bind(4, stored(delivery.receiver.number));
  row.bind_text(5, delivery.url);
  row.bind(6, payload);
  row.bind(7, delivery.due_us);
  row.bind(8, delivery.attempt);
  row.step();
}

std::vector<QueuedDelivery> SqliteDeliveryQueue::lease(const LeaseTerms& terms) {
  std::vector<QueuedDelivery> leased;
  write([&] {
    leased = due(terms);
    if (leased.empty()) return;
    add_to_account({}, true);
    const SqliteReset reset(statements_.account);
    statements_.account.step();
    const std::uint64_t lease = number_in(statements_.account, 3);
    for (QueuedDelivery& delivery : leased) {
      delivery.lease = lease;
      statements_.lease.bind(1, stored(lease));
      statements_.lease.bind(2, terms.until_us);
      statements_.lease.bind(3, stored(delivery.id));
      statements_.lease.run();
    }
  });
  return leased;
}

std::vector<QueuedDelivery> SqliteDeliveryQueue::due(const LeaseTerms& terms) {
  SqliteStatement& row = statements_.due;
  const SqliteReset reset(row);
  row.bind(1, terms.now_us);
  row.bind(2, stored(terms.most));
  std::vector<QueuedDelivery> due;
  std::int64_t last_payload = 0;
  while (row.step()) {
    QueuedDelivery delivery;
    delivery.id = number_in(row, 0);
    delivery.event_id = number_in(row, 1);
    delivery.receiver = {number_in(row, 3), static_cast<ReceiverId::Kind>(row.integer(2))};
    delivery.url = row.bytes(4);
    delivery.due_us = row.integer(5);
    delivery.attempt = static_cast<int>(row.integer(6));
    const bool is_shared = !due.empty() && row.integer(7) == last_payload;
    last_payload = row.integer(7);
    delivery.payload =
        is_shared ? due.back().payload : std::make_shared<const std::string>(row.bytes(8));
    due.push_back(std::move(delivery));
  }
  return due;
}

void SqliteDeliveryQueue::settle(std::span<const Settlement> ended) {
  write([&] {
    DeliveryCounts more;
    for (const Settlement& one : ended) {
      const SqliteReset reset(statements_.settle);
      statements_.settle.bind(1, stored(one.id));
      if (!statements_.settle.step()) continue;
      ++(one.state == DeliveryState::kDelivered ? more.delivered : more.failed);
    }
    add_to_account(more);
  });
}

void SqliteDeliveryQueue::defer(std::span<const Deferral> later) {
  write([&] {
    for (const Deferral& one : later) {
      statements_.defer.bind(1, one.due_us);
      statements_.defer.bind(2, one.attempt);
      statements_.defer.bind(3, stored(one.id));
      statements_.defer.bind(4, stored(one.lease));
      statements_.defer.run();
    }
  });
}

void SqliteDeliveryQueue::add_to_account(const DeliveryCounts& more, bool leases) {
  statements_.add_to_account.bind(1, stored(more.accepted));
  statements_.add_to_account.bind(2, stored(more.delivered));
  statements_.add_to_account.bind(3, stored(more.failed));
  statements_.add_to_account.bind(4, leases ? 1 : 0);
  statements_.add_to_account.run();
}

std::optional<std::int64_t> SqliteDeliveryQueue::next_us() {
  return or_fail([&]() -> std::optional<std::int64_t> {
    const SqliteReset reset(statements_.next);
    if (!statements_.next.step()) return std::nullopt;
    return statements_.next.integer(0);
  });
}

DeliveryCounts SqliteDeliveryQueue::counts() {
  return or_fail([&] {
    SqliteStatement& row = statements_.account;
    const SqliteReset reset(row);
    row.step();
    DeliveryCounts counts{number_in(row, 0), number_in(row, 1), number_in(row, 2)};
    counts.pending = counts.accepted - counts.delivered - counts.failed;
    return counts;
  });
}

}  // namespace hookline
