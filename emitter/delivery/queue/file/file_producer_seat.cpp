#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/queue/file/file_queue.h"
#include "emitter/delivery/queue/file/file_seats.h"
#include "emitter/delivery/queue/file/queue_file.h"
#include "emitter/delivery/queue/shared/producer_seat.h"
#include "emitter/delivery/queue/stored_number.h"

#include <algorithm>

namespace hookline {
namespace {

class FileProducerSeat final : public ProducerSeat {
 public:
  FileProducerSeat(const std::string& file, const Terms& terms) : file_(file) {
    if (!resume(terms)) begin(terms.hears);
    highest_ = std::max(highest_, first_id());
  }

  const std::string& place() const override { return file_.path(); }
  const std::string& mark() const override { return file_.mark(); }
  std::int64_t number() const override { return number_; }
  std::uint64_t highest_id() const override { return highest_; }

  void accept(std::span<const QueuedDelivery> deliveries) override {
    if (deliveries.empty()) return;
    std::uint64_t highest = highest_;
    for (const QueuedDelivery& one : deliveries) highest = std::max(highest, one.id);
    file_.write([&](SqliteConnection& connection) {
      const std::uint64_t added = insert_deliveries(connection, deliveries);
      auto row = connection.prepare(
          "UPDATE producer SET batch = batch + 1, accepted = accepted + ?, highest = ? "
          "WHERE id = ? AND batch = ? RETURNING 1");
      row.bind(1, stored(added));
      row.bind(2, stored(highest));
      row.bind(3, number_);
      row.bind(4, batch_);
      if (!row.step()) refuse_second_producer();
    });
    ++batch_;
    highest_ = highest;
  }

  Progress progress() override {
    Progress progress;
    file_.read([&](SqliteConnection& connection) {
      auto row = connection.prepare(
          "SELECT coalesce(sum(delivered), 0), coalesce(sum(failed), 0), "
          "coalesce(sum(taken_over), 0), "
          "(SELECT count(*) FROM worker WHERE NOT is_done AND seen_us > ?2) "
          "FROM account WHERE producer = ?1");
      row.bind(1, number_);
      row.bind(2, wall_clock_us() - WorkerSeat::kSilenceUs);
      row.step();
      progress = {number_in(row, 0), number_in(row, 1), number_in(row, 2), number_in(row, 3)};
    });
    return progress;
  }

  std::vector<std::string> figures() override {
    std::vector<std::string> figures;
    file_.read([&](SqliteConnection& connection) {
      auto row = connection.prepare("SELECT bytes FROM figures WHERE producer = ? ORDER BY worker");
      row.bind(1, number_);
      while (row.step()) figures.emplace_back(row.bytes(0));
    });
    return figures;
  }

  std::vector<Settlement> ends() override {
    std::vector<Settlement> ends;
    const IdsOfProducer ids(number_);
    file_.read([&](SqliteConnection& connection) {
      auto row = connection.prepare("SELECT id, state FROM ended WHERE id >= ? AND id < ?");
      row.bind(1, ids.first);
      row.bind(2, ids.end);
      while (row.step())
        ends.push_back({number_in(row, 0), static_cast<DeliveryState>(row.integer(1))});
    });
    return ends;
  }

  void finish() override {
    const IdsOfProducer ids(number_);
    file_.write([&](SqliteConnection& connection) {
      connection.prepare("UPDATE producer SET is_done = 1 WHERE id = ?").run_with(number_);
      connection.prepare("DELETE FROM figures WHERE producer = ?").run_with(number_);
      for (const char* table : {"ended", "report"}) {
        connection.prepare(std::string("DELETE FROM ") + table + " WHERE id >= ? AND id < ?")
            .run_with(ids.first, ids.end);
      }
    });
  }

  std::vector<AttemptReport> reports(std::size_t most) override {
    std::vector<AttemptReport> reports;
    const IdsOfProducer ids(number_);
    file_.read([&](SqliteConnection& connection) {
      auto row = connection.prepare(
          "SELECT id, attempt, worker, bytes FROM report WHERE id >= ? AND id < ? "
          "ORDER BY id, attempt, worker LIMIT ?");
      row.bind(1, ids.first);
      row.bind(2, ids.end);
      row.bind(3, stored(most));
      while (row.step()) {
        reports.push_back({row.integer(2), attempt_in(row.bytes(3), number_in(row, 0),
                                                      static_cast<int>(row.integer(1)))});
      }
    });
    return reports;
  }

  /// The ends, too: nobody asks about them any more.
  void forget(std::span<const AttemptReport> reports) override {
    if (reports.empty()) return;
    file_.write([&](SqliteConnection& connection) {
      auto report =
          connection.prepare("DELETE FROM report WHERE id = ? AND attempt = ? AND worker = ?");
      auto end = connection.prepare("DELETE FROM ended WHERE id = ?");
      for (const AttemptReport& one : reports) {
        report.run_with(one.attempt.delivery_id, one.attempt.number, one.worker);
        if (one.attempt.is_last()) end.run_with(one.attempt.delivery_id);
      }
    });
  }

  std::unordered_map<std::uint64_t, DeliveryState> known(
      const std::vector<std::int64_t>& ids) override {
    std::unordered_map<std::uint64_t, DeliveryState> known;
    if (ids.empty()) return known;
    file_.read([&](SqliteConnection& connection) {
      auto row = connection.prepare(
          "SELECT 0 FROM delivery WHERE id = ?1 UNION ALL SELECT state FROM ended WHERE id = ?1");
      for (const std::int64_t id : ids) {
        const SqliteReset reset(row);
        row.bind(1, id);
        if (row.step())
          known[static_cast<std::uint64_t>(id)] = static_cast<DeliveryState>(row.integer(0));
      }
    });
    return known;
  }

  void switch_on(ReceiverId receiver) override {
    file_.write([&](SqliteConnection& connection) {
      auto remove = connection.prepare(
          "DELETE FROM switched WHERE kind = ? AND receiver = ? AND is_off RETURNING 1");
      remove.bind(1, static_cast<std::int64_t>(receiver.kind));
      remove.bind(2, stored(receiver.number));
      if (!remove.step()) return;
      connection.prepare("INSERT INTO switched (kind, receiver, is_off) VALUES (?, ?, 0)")
          .run_with(static_cast<std::int64_t>(receiver.kind), receiver.number);
    });
  }

 private:
  bool resume(const Terms& terms) {
    const std::int64_t number = terms.number ? terms.number(file_.mark()) : 0;
    if (number == 0) return false;
    file_.read([&](SqliteConnection& connection) {
      auto row = connection.prepare(
          "SELECT batch, highest FROM producer WHERE id = ? AND hears AND NOT is_done AND "
          "highest < ?");
      row.bind(1, number);
      row.bind(2, IdsOfProducer(number).first + stored(terms.next_id));
      if (!row.step()) return;
      number_ = number;
      batch_ = row.integer(0);
      highest_ = number_in(row, 1);
    });
    return number_ != 0;
  }

  void begin(bool hears) {
    file_.write([&](SqliteConnection& connection) {
      auto row =
          connection.prepare("INSERT INTO producer (started_us, hears) VALUES (?, ?) RETURNING id");
      row.bind(1, wall_clock_us());
      row.bind(2, hears ? 1 : 0);
      row.step();
      number_ = row.integer(0);
    });
  }

  QueueFile file_;
  std::int64_t number_ = 0;
  std::int64_t batch_ = 0;
  std::uint64_t highest_ = 0;
};

}  // namespace

std::unique_ptr<ProducerSeat> take_file_producer_seat(const std::string& file,
                                                      const ProducerSeat::Terms& terms) {
  return std::make_unique<FileProducerSeat>(file, terms);
}

}  // namespace hookline
