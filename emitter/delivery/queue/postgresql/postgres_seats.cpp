#include "emitter/delivery/queue/postgresql/postgres_seats.h"

#include "emitter/delivery/queue/postgresql/postgres_queue.h"
#include "emitter/delivery/queue/postgresql/queue_producer.h"
#include "emitter/delivery/queue/postgresql/queue_status.h"
#include "emitter/delivery/queue/postgresql/queue_targets.h"
#include "emitter/delivery/queue/postgresql/queue_worker.h"
#include "emitter/delivery/queue/postgresql/reports/report_reader.h"
#include "emitter/delivery/queue/postgresql/reports/report_writer.h"

#include <utility>

namespace hookline {
namespace {

class PostgresProducerSeat final : public ProducerSeat {
 public:
  PostgresProducerSeat(const QueuePlace& place, std::stop_token stop, AfterStop after_stop,
                       const Terms& terms)
      : session_(place, std::move(stop), after_stop),
        targets_(session_),
        producer_(session_, targets_, terms),
        reports_(session_, producer_.number()) {}

  const std::string& place() const override { return session_.name(); }
  const std::string& mark() const override { return session_.mark(); }
  std::uint64_t connections() const override { return session_.connections(); }
  std::int64_t number() const override { return producer_.number(); }
  std::uint64_t highest_id() const override { return producer_.highest_id(); }
  void accept(std::span<const QueuedDelivery> deliveries) override { producer_.accept(deliveries); }
  Progress progress() override { return producer_.progress(); }
  std::vector<std::string> figures() override { return producer_.figures(); }
  std::vector<Settlement> ends() override { return producer_.ends(); }
  void finish() override { producer_.finish(); }
  std::vector<AttemptReport> reports(std::size_t most) override { return reports_.read(most); }
  void forget(std::span<const AttemptReport> reports) override { reports_.forget(reports); }
  std::unordered_map<std::uint64_t, DeliveryState> known(
      const std::vector<std::int64_t>& ids) override {
    return reports_.known(ids);
  }
  void switch_on(ReceiverId receiver) override { switch_on_for_all(session_, receiver); }

 private:
  PostgresSession session_;
  QueueTargets targets_;
  QueueProducer producer_;
  ReportReader reports_;
};

class PostgresWorkerSeat final : public WorkerSeat {
 public:
  PostgresWorkerSeat(const QueuePlace& place, std::stop_token stop, const std::string& name)
      : session_(place, std::move(stop)),
        worker_(session_, name),
        queue_(session_, worker_.number()),
        reports_(session_, worker_.number()) {}

  const std::string& name() const override { return worker_.name(); }
  const std::string& place() const override { return session_.name(); }
  const std::string& mark() const override { return session_.mark(); }
  DeliveryQueue& queue() override { return queue_; }
  HostShares& shares() override { return queue_.shares(); }
  void renew(std::int64_t before_us, std::int64_t until_us) override {
    queue_.renew(before_us, until_us);
  }
  std::uint64_t duplicates() const override { return queue_.duplicates(); }
  void tell() override { worker_.tell(queue_.held(), queue_.duplicates()); }
  Peers peers() override { return worker_.peers(); }
  void finish() override { worker_.finish(queue_.duplicates()); }
  void switch_off(ReceiverId receiver, const std::string& reason) override {
    worker_.switch_off(receiver, reason);
  }
  std::vector<Switched> newly_switched() override { return worker_.newly_switched(); }
  std::vector<Producer> producers() override { return worker_.producers(); }
  void write_figures(std::int64_t producer, const std::string& bytes) override {
    worker_.write_figures(producer, bytes);
  }
  void note(const Attempt& attempt) override { reports_.note(attempt); }
  void write_reports() override { reports_.write(); }
  void tidy() override {
    drop_ended_blocks(session_);
    forget_old_workers(session_);
  }

 private:
  PostgresSession session_;
  QueueWorker worker_;
  PostgresQueue queue_;
  ReportWriter reports_;
};

class PostgresStatusReader final : public QueueStatusReader {
 public:
  PostgresStatusReader(const QueuePlace& place, std::stop_token stop)
      : session_(place, std::move(stop)) {}
  QueueStatus read() override { return read_queue_status(session_); }

 private:
  PostgresSession session_;
};

}  // namespace

std::unique_ptr<ProducerSeat> take_postgres_producer_seat(const QueuePlace& place,
                                                          std::stop_token stop,
                                                          AfterStop after_stop,
                                                          const ProducerSeat::Terms& terms) {
  return std::make_unique<PostgresProducerSeat>(place, std::move(stop), after_stop, terms);
}

std::unique_ptr<WorkerSeat> take_postgres_worker_seat(const QueuePlace& place, std::stop_token stop,
                                                      const std::string& name) {
  return std::make_unique<PostgresWorkerSeat>(place, std::move(stop), name);
}

std::unique_ptr<QueueStatusReader> open_postgres_status(const QueuePlace& place,
                                                        std::stop_token stop) {
  return std::make_unique<PostgresStatusReader>(place, std::move(stop));
}

}  // namespace hookline
