#include "emitter/delivery/queue/file/file_queue.h"

#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/queue/queued_host.h"
#include "emitter/delivery/queue/shared/producer_seat.h"
#include "emitter/delivery/queue/stored_number.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace hookline {
namespace {

/// The hosts of one batch, each asked for once.
class HostNumbers {
 public:
  explicit HostNumbers(SqliteConnection& connection)
      : add_(connection.prepare("INSERT OR IGNORE INTO host (name) VALUES (?)")),
        find_(connection.prepare("SELECT id FROM host WHERE name = ?")) {}

  std::int64_t number_of(const std::string& url) {
    const auto [known, is_new] = known_.try_emplace(url);
    if (!is_new) return known->second;
    const std::string name = queued_host(url);
    add_.bind_text(1, name);
    add_.run();
    const SqliteReset reset(find_);
    find_.bind_text(1, name);
    find_.step();
    return known->second = find_.integer(0);
  }

 private:
  SqliteStatement add_, find_;
  std::unordered_map<std::string, std::int64_t> known_;
};

/// What has ended, or was taken over, in sum.
struct Sums {
  std::int64_t delivered = 0;
  std::int64_t failed = 0;
  std::int64_t taken_over = 0;
};
using SumsByHost = std::map<std::pair<std::int64_t, std::int64_t>, Sums>;  // and producer before

void add_to_account(SqliteConnection& connection, std::int64_t worker, const SumsByHost& sums) {
  if (sums.empty()) return;
  auto row = connection.prepare(
      "INSERT INTO account VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
      "ON CONFLICT DO UPDATE SET delivered = delivered + ?4, failed = failed + ?5, "
      "taken_over = taken_over + ?6");
  for (const auto& [whose, sum] : sums) {
    row.run_with(whose.first, worker, whose.second, sum.delivered, sum.failed, sum.taken_over);
  }
}

LeaseBook::Leased leased_in(const SqliteStatement& row) {
  LeaseBook::Leased one;
  QueuedDelivery& delivery = one.delivery;
  delivery.id = number_in(row, 0);
  delivery.event_id = number_in(row, 1);
  delivery.receiver = {number_in(row, 3), static_cast<ReceiverId::Kind>(row.integer(2))};
  one.host = row.integer(4);
  delivery.url = row.bytes(5);
  delivery.due_us = row.integer(6);
  delivery.attempt = static_cast<int>(row.integer(7));
  one.at_us = row.integer(8);
  one.number = row.integer(9);
  delivery.lease = number_in(row, 10);
  one.target = row.integer(11);  // its payload, until that is read
  return one;
}

/// The first of each host before the second of any; no more than so many.
void take_in_turn(std::vector<LeaseBook::Leased>& due, std::size_t most) {
  std::unordered_map<std::int64_t, std::int64_t> places;
  std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t, std::size_t>> turns;
  for (std::size_t i = 0; i < due.size(); ++i)
    turns.emplace_back(places[due[i].host]++, due[i].at_us, due[i].number, i);
  std::sort(turns.begin(), turns.end());
  if (turns.size() > most) turns.resize(most);
  std::vector<LeaseBook::Leased> taken;
  taken.reserve(turns.size());
  for (const auto& turn : turns) taken.push_back(std::move(due[std::get<3>(turn)]));
  due = std::move(taken);
}

void read_payloads(SqliteConnection& connection, std::vector<LeaseBook::Leased>& leased) {
  auto row = connection.prepare("SELECT bytes FROM payload WHERE id = ?");
  std::unordered_map<std::int64_t, std::shared_ptr<const std::string>> payloads;
  for (LeaseBook::Leased& one : leased) {
    auto& payload = payloads[one.target];
    if (!payload) {
      const SqliteReset reset(row);
      row.bind(1, one.target);
      row.step();
      payload = std::make_shared<const std::string>(row.bytes(0));
    }
    one.delivery.payload = payload;
  }
}

}  // namespace

std::uint64_t insert_deliveries(SqliteConnection& connection,
                                std::span<const QueuedDelivery> deliveries) {
  HostNumbers hosts(connection);
  auto add_payload = connection.prepare("INSERT INTO payload (bytes) VALUES (?) RETURNING id");
  auto add = connection.prepare(
      "INSERT OR IGNORE INTO delivery (id, event, kind, receiver, host, url, payload, due_us, "
      "at_us, attempt) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9) RETURNING 1");
  auto remove_unused = connection.prepare("DELETE FROM payload WHERE id = ? AND deliveries = 0");
  std::uint64_t added = 0;
  const std::string* last = nullptr;
  std::int64_t payload = 0;
  for (const QueuedDelivery& one : deliveries) {
    if (one.payload.get() != last) {
      if (last != nullptr) remove_unused.run_with(payload);
      const SqliteReset reset(add_payload);
      add_payload.bind_blob(1, *one.payload);
      add_payload.step();
      payload = add_payload.integer(0);
      last = one.payload.get();
    }
    const SqliteReset reset(add);
    add.bind(1, stored(one.id));
    add.bind(2, stored(one.event_id));
    add.bind(3, static_cast<std::int64_t>(one.receiver.kind));
    add.bind(4, stored(one.receiver.number));
    add.bind(5, hosts.number_of(one.url));
    add.bind_text(6, one.url);
    add.bind(7, payload);
    add.bind(8, one.due_us);
    add.bind(9, one.attempt);
    if (add.step()) ++added;
  }
  if (last != nullptr) remove_unused.run_with(payload);
  return added;
}

void FileQueue::accept(std::span<const QueuedDelivery> deliveries) {
  file_.write([&](SqliteConnection& connection) {
    const auto added = stored(insert_deliveries(connection, deliveries));
    connection
        .prepare(
            "INSERT INTO producer (id, accepted, started_us, hears, is_done) VALUES (0, ?1, 0, 0, "
            "1) ON CONFLICT DO UPDATE SET accepted = accepted + ?1")
        .run_with(added);
  });
}

void FileQueue::learn_hosts(SqliteConnection& connection) {
  auto row = connection.prepare("SELECT id FROM host WHERE id > ?");
  row.bind(1, shares().last_host());
  while (row.step()) shares().add_host(row.integer(0));
}

std::vector<QueuedDelivery> FileQueue::lease(const LeaseTerms& terms) {
  // Only where there is something another is kept from writing.
  const auto next_us = this->next_us();
  if (!next_us || *next_us > terms.now_us) return {};
  return book_.lease(terms, [&](const std::vector<HostShares::Share>& shares, std::size_t most) {
    return lease_of(shares, terms, most);
  });
}

std::vector<LeaseBook::Leased> FileQueue::lease_of(const std::vector<HostShares::Share>& shares,
                                                   const LeaseTerms& terms, std::size_t most) {
  const std::uint64_t lease = static_cast<std::uint64_t>(worker_) << 32 | ++leases_;
  std::vector<LeaseBook::Leased> leased;
  file_.write([&](SqliteConnection& connection) {
    auto due = connection.prepare(
        "SELECT id, event, kind, receiver, host, url, due_us, attempt, at_us, number, lease, "
        "payload FROM delivery WHERE host = ? AND at_us <= ? ORDER BY at_us, number LIMIT ?");
    for (const HostShares::Share& share : shares) {
      const SqliteReset reset(due);
      due.bind(1, share.host);
      due.bind(2, terms.now_us);
      due.bind(3, share.most);
      while (due.step()) leased.push_back(leased_in(due));
    }
    take_in_turn(leased, most);
    read_payloads(connection, leased);
    auto take = connection.prepare("UPDATE delivery SET lease = ?, at_us = ? WHERE id = ?");
    SumsByHost sums;
    for (LeaseBook::Leased& one : leased) {
      if (one.delivery.lease != 0) ++sums[{producer_of(one.delivery.id), one.host}].taken_over;
      one.delivery.lease = lease;
      take.run_with(lease, terms.until_us, one.delivery.id);
    }
    add_to_account(connection, worker_, sums);
  });
  return leased;
}

void FileQueue::settle(std::span<const Settlement> ended) {
  if (ended.empty()) return;
  std::uint64_t duplicates = 0;
  file_.write([&](SqliteConnection& connection) {
    auto remove = connection.prepare("DELETE FROM delivery WHERE id = ? RETURNING host");
    auto note = connection.prepare(
        "INSERT OR IGNORE INTO ended SELECT ?1, ?2 WHERE EXISTS "
        "(SELECT 1 FROM producer WHERE id = ?3 AND NOT is_done)");
    SumsByHost sums;
    for (const Settlement& one : ended) {
      const SqliteReset reset(remove);
      remove.bind(1, stored(one.id));
      if (!remove.step()) {
        ++duplicates;
        continue;
      }
      Sums& sum = sums[{producer_of(one.id), remove.integer(0)}];
      ++(one.state == DeliveryState::kDelivered ? sum.delivered : sum.failed);
      note.run_with(one.id, static_cast<std::int64_t>(one.state), producer_of(one.id));
    }
    add_to_account(connection, worker_, sums);
  });
  duplicates_ += duplicates;
  for (const Settlement& one : ended) book_.let_go(one.id, true);
}

void FileQueue::defer(std::span<const Deferral> later) {
  if (later.empty()) return;
  file_.write([&](SqliteConnection& connection) {
    auto row = connection.prepare(
        "UPDATE delivery SET lease = 0, due_us = ?1, at_us = ?1, attempt = ?2 "
        "WHERE id = ?3 AND lease = ?4");
    for (const Deferral& one : later) row.run_with(one.due_us, one.attempt, one.id, one.lease);
  });
  for (const Deferral& one : later) book_.let_go(one.id, false);
}

void FileQueue::renew(std::int64_t before_us, std::int64_t until_us) {
  const auto renewed = book_.renewed(before_us, until_us);
  if (renewed.empty()) return;
  file_.write([&](SqliteConnection& connection) {
    auto row = connection.prepare("UPDATE delivery SET at_us = ? WHERE id = ? AND lease = ?");
    for (const auto& [id, lease] : renewed) row.run_with(until_us, id, lease);
  });
}

std::optional<std::int64_t> FileQueue::next_us() {
  std::optional<std::int64_t> next_us;
  file_.read([&](SqliteConnection& connection) {
    learn_hosts(connection);
    auto row = connection.prepare(
        "SELECT at_us FROM delivery WHERE host = ? ORDER BY at_us, number LIMIT 1");
    for (const std::int64_t host : shares().with_room(wall_clock_us())) {
      const SqliteReset reset(row);
      row.bind(1, host);
      if (row.step()) next_us = std::min(next_us.value_or(row.integer(0)), row.integer(0));
    }
  });
  return next_us;
}

DeliveryCounts FileQueue::counts() {
  DeliveryCounts counts;
  file_.read([&](SqliteConnection& connection) {
    auto row = connection.prepare(
        "SELECT (SELECT coalesce(sum(accepted), 0) FROM producer), coalesce(sum(delivered), 0), "
        "coalesce(sum(failed), 0) FROM account");
    row.step();
    counts = {number_in(row, 0), number_in(row, 1), number_in(row, 2)};
  });
  counts.pending = counts.accepted - counts.delivered - counts.failed;
  return counts;
}

}  // namespace hookline
