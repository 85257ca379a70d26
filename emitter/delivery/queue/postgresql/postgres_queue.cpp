#include "emitter/delivery/queue/postgresql/postgres_queue.h"

#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/queue/stored_number.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace hookline {
namespace {

/// Hosts that others have brought are looked for so often.
constexpr std::int64_t kLearnEveryUs = 50'000;
/// A number may be given earlier, and become visible later, than that of another.
constexpr std::int64_t kNumbersLate = 100;

/// $1, $2: hosts and their shares; $3 now, $4 most, $5 until, $6 the lease, $7 the worker.
constexpr std::string_view kLease = R"(
WITH due AS MATERIALIZED (
  SELECT one.block, one.id, one.at_us, one.number, one.lease,
         row_number() OVER (PARTITION BY share.host ORDER BY one.at_us, one.number) AS place
  FROM unnest($1::bigint[], $2::bigint[]) AS share (host, most)
  CROSS JOIN LATERAL (
    SELECT block, id, at_us, number, lease FROM delivery
    WHERE host = share.host::integer AND at_us <= $3::bigint
    ORDER BY at_us, number LIMIT share.most FOR UPDATE SKIP LOCKED) AS one
), taken AS MATERIALIZED (
  SELECT block, id, at_us, number, lease FROM due ORDER BY place, at_us, number LIMIT $4::bigint
), leased AS (
  UPDATE delivery SET at_us = $5::bigint, lease = $6::bigint FROM taken
  WHERE delivery.block = taken.block AND delivery.id = taken.id
  RETURNING delivery.block, delivery.id, event, kind, receiver, target, host, payload, due_us,
            attempt, taken.at_us, taken.number, taken.lease AS lease_before
), taken_over AS (
  INSERT INTO account (producer, worker, host, delivered, failed, taken_over)
  SELECT id >> 40, $7::bigint, host, 0, 0, count(*) FROM leased WHERE lease_before <> 0
  GROUP BY 1, 3
  ON CONFLICT (producer, worker, host) DO UPDATE
  SET taken_over = account.taken_over + excluded.taken_over
)
SELECT leased.id, event, kind, receiver, target, host, due_us, attempt, leased.at_us,
       leased.number, bytes
FROM leased JOIN payload ON payload.block = leased.block AND payload.id = leased.payload)";

/// $1, $2: ids and states; $3 the worker, $4 now.
constexpr std::string_view kSettle = R"(
WITH gone AS (
  DELETE FROM delivery USING unnest($1::bigint[], $2::bigint[]) AS given (id, state)
  WHERE delivery.id = given.id
  RETURNING delivery.block, delivery.id, delivery.host, given.state
), ends AS (
  INSERT INTO ended (block, id, state, worker, at_us)
  SELECT block, id, state, $3::bigint, $4::bigint FROM gone
), sums AS (
  INSERT INTO account (producer, worker, host, delivered, failed)
  SELECT id >> 40, $3::bigint, host, count(*) FILTER (WHERE state = 1),
         count(*) FILTER (WHERE state = 2)
  FROM gone GROUP BY 1, 3
  ON CONFLICT (producer, worker, host) DO UPDATE
  SET delivered = account.delivered + excluded.delivered, failed = account.failed + excluded.failed
)
SELECT count(*) FROM gone)";

constexpr std::string_view kDefer = R"(
UPDATE delivery SET lease = 0, due_us = given.due_us, at_us = given.due_us, attempt = given.attempt
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[])
  AS given (id, lease, due_us, attempt)
WHERE delivery.id = given.id AND delivery.lease = given.lease)";

constexpr std::string_view kRenew = R"(
UPDATE delivery SET at_us = $3::bigint FROM unnest($1::bigint[], $2::bigint[]) AS given (id, lease)
WHERE delivery.id = given.id AND delivery.lease = given.lease)";

constexpr std::string_view kNext = R"(
SELECT min(first.at_us) FROM unnest($1::bigint[]) AS given (host)
CROSS JOIN LATERAL (
  SELECT at_us FROM delivery WHERE delivery.host = given.host::integer ORDER BY at_us LIMIT 1) AS first)";

constexpr std::string_view kCounts = R"(
SELECT coalesce((SELECT sum(accepted) FROM block), 0)::bigint,
       coalesce(sum(delivered), 0)::bigint, coalesce(sum(failed), 0)::bigint FROM account)";

/// Two that end the same deliveries then take their locks in the same order.
template <class Change>
std::vector<Change> by_id(std::span<const Change> changes) {
  std::vector<Change> sorted(changes.begin(), changes.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Change& a, const Change& b) { return a.id < b.id; });
  return sorted;
}

}  // namespace

PostgresQueue::PostgresQueue(PostgresSession& session, std::int64_t worker)
    : session_(session), worker_(worker), targets_(session) {}

QueueProducer& PostgresQueue::producer() {
  if (!producer_)
    producer_ = std::make_unique<QueueProducer>(session_, targets_, QueueProducer::Terms{});
  return *producer_;
}

void PostgresQueue::accept(std::span<const QueuedDelivery> deliveries) {
  if (deliveries.empty()) return;
  producer().accept(deliveries);
  hosts_learned_us_ = 0;
}

void PostgresQueue::learn_hosts() {
  const std::int64_t now_us = wall_clock_us();
  if (now_us - hosts_learned_us_ < kLearnEveryUs) return;
  hosts_learned_us_ = now_us;
  session_.run([&](PostgresConnection& connection, bool) {
    const auto rows =
        connection.run("hosts", "SELECT id FROM host WHERE id > $1::bigint",
                       PostgresValues().add(book_.shares().last_host() - kNumbersLate));
    for (int row = 0; row < rows.size(); ++row) book_.shares().add_host(rows.integer(row, 0));
  });
}

std::vector<QueuedDelivery> PostgresQueue::lease(const LeaseTerms& terms) {
  learn_hosts();
  return book_.lease(terms, [&](const std::vector<HostShares::Share>& shares, std::size_t most) {
    return lease_of(shares, terms, most);
  });
}

std::vector<LeaseBook::Leased> PostgresQueue::lease_of(const std::vector<HostShares::Share>& shares,
                                                       const LeaseTerms& terms, std::size_t most) {
  std::vector<std::int64_t> hosts;
  std::vector<std::int64_t> counts;
  for (const HostShares::Share& share : shares) {
    hosts.push_back(share.host);
    counts.push_back(share.most);
  }
  const std::uint64_t lease = static_cast<std::uint64_t>(worker_) << 32 | ++leases_;
  PostgresValues values;
  values.add(hosts).add(counts).add(terms.now_us).add(stored(most)).add(terms.until_us);
  values.add(stored(lease)).add(worker_);
  std::vector<LeaseBook::Leased> leased;
  session_.run([&](PostgresConnection& connection, bool) {
    const auto rows = connection.run("lease", kLease, values);
    for (int row = 0; row < rows.size(); ++row) leased.push_back(leased_in(rows, row));
  });
  std::vector<std::int64_t> unknown;
  for (LeaseBook::Leased& one : leased) {
    one.delivery.lease = lease;
    if (!targets_.knows(one.target)) unknown.push_back(one.target);
  }
  targets_.read(unknown);
  for (LeaseBook::Leased& one : leased) one.delivery.url = targets_.url_of(one.target);
  return leased;
}

LeaseBook::Leased PostgresQueue::leased_in(const PostgresRows& rows, int row) {
  LeaseBook::Leased one;
  QueuedDelivery& delivery = one.delivery;
  delivery.id = rows.number(row, 0);
  delivery.event_id = rows.number(row, 1);
  delivery.receiver = {rows.number(row, 3), static_cast<ReceiverId::Kind>(rows.integer(row, 2))};
  one.target = rows.integer(row, 4);
  one.host = rows.integer(row, 5);
  delivery.due_us = rows.integer(row, 6);
  delivery.attempt = static_cast<int>(rows.integer(row, 7));
  one.at_us = rows.integer(row, 8);
  one.number = rows.integer(row, 9);
  delivery.payload = std::make_shared<const std::string>(rows.bytes(row, 10));
  return one;
}

void PostgresQueue::settle(std::span<const Settlement> ended) {
  if (ended.empty()) return;
  std::vector<std::int64_t> ids;
  std::vector<std::int64_t> states;
  for (const Settlement& one : by_id(ended)) {
    ids.push_back(stored(one.id));
    states.push_back(static_cast<std::int64_t>(one.state));
  }
  const PostgresValues values =
      PostgresValues().add(ids).add(states).add(worker_).add(wall_clock_us());
  session_.run([&](PostgresConnection& connection, bool is_repeated) {
    const auto rows = connection.run("settle", kSettle, values);
    // What was carried out before the connection was lost finds nothing any more.
    if (!is_repeated) duplicates_ += ids.size() - rows.number(0, 0);
  });
  for (const Settlement& one : ended) book_.let_go(one.id, true);
}

void PostgresQueue::defer(std::span<const Deferral> later) {
  if (later.empty()) return;
  std::vector<std::int64_t> ids, leases, dues, attempts;
  for (const Deferral& one : by_id(later)) {
    ids.push_back(stored(one.id));
    leases.push_back(stored(one.lease));
    dues.push_back(one.due_us);
    attempts.push_back(one.attempt);
  }
  const PostgresValues values = PostgresValues().add(ids).add(leases).add(dues).add(attempts);
  session_.run(
      [&](PostgresConnection& connection, bool) { connection.run("defer", kDefer, values); });
  for (const Deferral& one : later) book_.let_go(one.id, false);
}

void PostgresQueue::renew(std::int64_t before_us, std::int64_t until_us) {
  const auto held = book_.renewed(before_us, until_us);
  if (held.empty()) return;
  std::vector<std::int64_t> ids;
  std::vector<std::int64_t> leases;
  for (const auto& [id, lease] : held) {
    ids.push_back(id);
    leases.push_back(lease);
  }
  const PostgresValues values = PostgresValues().add(ids).add(leases).add(until_us);
  session_.run(
      [&](PostgresConnection& connection, bool) { connection.run("renew", kRenew, values); });
}

std::optional<std::int64_t> PostgresQueue::next_us() {
  learn_hosts();
  std::optional<std::int64_t> next_us;
  const PostgresValues values = PostgresValues().add(book_.shares().with_room(wall_clock_us()));
  session_.run([&](PostgresConnection& connection, bool) {
    const auto rows = connection.run("next", kNext, values);
    if (!rows.is_null(0, 0)) next_us = rows.integer(0, 0);
  });
  return next_us;
}

DeliveryCounts PostgresQueue::counts() {
  DeliveryCounts counts;
  session_.run([&](PostgresConnection& connection, bool) {
    const auto rows = connection.run("counts", kCounts);
    counts = {rows.number(0, 0), rows.number(0, 1), rows.number(0, 2)};
  });
  counts.pending = counts.accepted - counts.delivered - counts.failed;
  return counts;
}

}  // namespace hookline
