#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/queue/file/file_queue.h"
#include "emitter/delivery/queue/file/file_seats.h"
#include "emitter/delivery/queue/file/queue_file.h"
#include "emitter/delivery/queue/shared/attempt_report.h"
#include "emitter/delivery/queue/stored_number.h"

#include <mutex>
#include <utility>

namespace hookline {
namespace {

constexpr std::int64_t kDayUs = 24 * 3'600'000'000;
/// A producer that died never says that it has finished.
constexpr std::int64_t kProducersKeptUs = 30 * kDayUs;

class FileWorkerSeat final : public WorkerSeat {
 public:
  FileWorkerSeat(const std::string& file, std::string name)
      : name_(std::move(name)), file_(file), number_(take_number()), queue_(file_, number_) {}

  const std::string& name() const override { return name_; }
  const std::string& place() const override { return file_.path(); }
  const std::string& mark() const override { return file_.mark(); }
  DeliveryQueue& queue() override { return queue_; }
  HostShares& shares() override { return queue_.shares(); }
  void renew(std::int64_t before_us, std::int64_t until_us) override {
    queue_.renew(before_us, until_us);
  }
  std::uint64_t duplicates() const override { return queue_.duplicates(); }

  void tell() override {
    file_.write(
        [&](SqliteConnection& connection) { write_standing(connection, queue_.held(), false); });
  }

  Peers peers() override {
    Peers peers;
    file_.read([&](SqliteConnection& connection) {
      auto row = connection.prepare(
          "SELECT count(*), count(*) FILTER (WHERE id < ?1) FROM worker "
          "WHERE id = ?1 OR (NOT is_done AND seen_us > ?2)");
      row.bind(1, number_);
      row.bind(2, wall_clock_us() - kSilenceUs);
      row.step();
      peers = {static_cast<std::size_t>(row.integer(0)), static_cast<std::size_t>(row.integer(1))};
    });
    return peers;
  }

  void finish() override {
    file_.write([&](SqliteConnection& connection) { write_standing(connection, 0, true); });
  }

  void switch_off(ReceiverId receiver, const std::string& /*reason*/) override {
    const auto kind = static_cast<std::int64_t>(receiver.kind);
    file_.write([&](SqliteConnection& connection) {
      connection.prepare("DELETE FROM switched WHERE kind = ? AND receiver = ? AND NOT is_off")
          .run_with(kind, receiver.number);
      connection.prepare("INSERT OR IGNORE INTO switched (kind, receiver, is_off) VALUES (?, ?, 1)")
          .run_with(kind, receiver.number);
    });
  }

  std::vector<Switched> newly_switched() override {
    std::vector<Switched> switched;
    file_.read([&](SqliteConnection& connection) {
      auto row = connection.prepare(
          "SELECT number, kind, receiver, is_off FROM switched WHERE number > ? ORDER BY number");
      row.bind(1, last_switched_);
      while (row.step()) {
        last_switched_ = row.integer(0);
        switched.push_back({{number_in(row, 2), static_cast<ReceiverId::Kind>(row.integer(1))},
                            row.integer(3) != 0});
      }
    });
    return switched;
  }

  std::vector<Producer> producers() override {
    std::vector<Producer> producers;
    file_.read([&](SqliteConnection& connection) {
      auto row = connection.prepare("SELECT id, started_us, hears FROM producer WHERE NOT is_done");
      while (row.step()) producers.push_back({row.integer(0), row.integer(1), row.integer(2) != 0});
    });
    return producers;
  }

  void write_figures(std::int64_t producer, const std::string& bytes) override {
    file_.write([&](SqliteConnection& connection) {
      auto row = connection.prepare("INSERT OR REPLACE INTO figures VALUES (?, ?, ?)");
      row.bind(1, producer);
      row.bind(2, number_);
      row.bind_blob(3, bytes);
      row.run();
    });
  }

  void note(const Attempt& attempt) override {
    const std::lock_guard lock(mutex_);
    noted_.push_back(attempt);
  }

  /// Of what another worker has ended meanwhile nothing is told.
  void write_reports() override {
    std::vector<Attempt> attempts;
    {
      const std::lock_guard lock(mutex_);
      std::swap(attempts, noted_);
    }
    std::erase_if(attempts, [this](const Attempt& one) { return !is_heard(one); });
    if (attempts.empty()) return;
    file_.write([&](SqliteConnection& connection) {
      auto row = connection.prepare(
          "INSERT OR IGNORE INTO report SELECT ?1, ?2, ?3, ?4 "
          "WHERE EXISTS (SELECT 1 FROM delivery WHERE id = ?1)");
      for (const Attempt& one : attempts) {
        const std::string bytes = report_bytes(one);
        row.bind(1, stored(one.delivery_id));
        row.bind(2, one.number);
        row.bind(3, number_);
        row.bind_blob(4, bytes);
        row.run();
      }
    });
  }

  void tidy() override {
    const std::int64_t now_us = wall_clock_us();
    file_.write([&](SqliteConnection& connection) {
      forget_workers(connection, now_us - kDayUs);
      connection
          .prepare(
              "UPDATE producer SET is_done = 1 WHERE NOT is_done AND NOT hears AND "
              "started_us < ?")
          .run_with(now_us - kProducersKeptUs);
    });
  }

 private:
  std::int64_t take_number() {
    std::int64_t number = 0;
    file_.write([&](SqliteConnection& connection) {
      auto row =
          connection.prepare("INSERT INTO worker (name, seen_us) VALUES (?, ?) RETURNING id");
      row.bind_text(1, name_);
      row.bind(2, wall_clock_us());
      row.step();
      number = row.integer(0);
    });
    return number;
  }

  /// Where it was forgotten, as after a day in which the machine slept, it is written down again.
  void write_standing(SqliteConnection& connection, std::size_t held, bool is_done) {
    auto row = connection.prepare("INSERT OR REPLACE INTO worker VALUES (?, ?, ?, ?, ?, ?)");
    row.bind(1, number_);
    row.bind_text(2, name_);
    row.bind(3, wall_clock_us());
    row.bind(4, stored(held));
    row.bind(5, stored(queue_.duplicates()));
    row.bind(6, is_done ? 1 : 0);
    row.run();
  }

  /// What they have sent stays counted, by host.
  static void forget_workers(SqliteConnection& connection, std::int64_t before_us) {
    auto old = connection.prepare("DELETE FROM worker WHERE seen_us < ? RETURNING id");
    old.bind(1, before_us);
    while (old.step()) {
      const std::int64_t worker = old.integer(0);
      connection
          .prepare(
              "INSERT INTO account SELECT producer, 0, host, delivered, failed, taken_over "
              "FROM account WHERE worker = ? "
              "ON CONFLICT DO UPDATE SET delivered = delivered + excluded.delivered, "
              "failed = failed + excluded.failed, "
              "taken_over = taken_over + excluded.taken_over")
          .run_with(worker);
      connection.prepare("DELETE FROM account WHERE worker = ?").run_with(worker);
    }
  }

  /// A producer never changes its mind.
  bool is_heard(const Attempt& attempt) {
    const auto producer = producer_of(attempt.delivery_id);
    const auto known = hears_.find(producer);
    if (known != hears_.end()) return known->second;
    bool hears = false;
    file_.read([&](SqliteConnection& connection) {
      auto row = connection.prepare("SELECT 1 FROM producer WHERE id = ? AND hears");
      row.bind(1, producer);
      hears = row.step();
    });
    return hears_[producer] = hears;
  }

  const std::string name_;
  QueueFile file_;
  const std::int64_t number_;
  FileQueue queue_;
  std::int64_t last_switched_ = 0;
  std::unordered_map<std::int64_t, bool> hears_;  ///< by producer, of those that are known
  std::mutex mutex_;
  std::vector<Attempt> noted_;  ///< guarded by mutex_
};

}  // namespace

std::unique_ptr<WorkerSeat> take_file_worker_seat(const std::string& file,
                                                  const std::string& name) {
  return std::make_unique<FileWorkerSeat>(file, name);
}

}  // namespace hookline
