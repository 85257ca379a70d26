#pragma once

#include "emitter/delivery/queue/delivery_queue.h"
#include "emitter/delivery/queue/postgresql/queue_targets.h"
#include "emitter/delivery/queue/postgresql/session/postgres_session.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace hookline {

/// Who puts deliveries into a queue: each batch is one statement, taken once even where the server
/// went away over it. One thread.
class QueueProducer {
 public:
  static constexpr unsigned kIdBits = 40;
  static constexpr unsigned kReceiverBits = 24;
  struct Terms {
    /// To go on as that one, where the queue knows it and it hears; 0: as a new one.
    std::int64_t number = 0;
    /// Workers are to report each attempt: see ReportReader.
    bool hears = false;
    /// The next id, counted from first_id(), of who goes on. Where the queue has that already, who
    /// goes on has forgotten something, as an older copy of a file has, and is a new producer.
    std::uint64_t next_id = std::uint64_t{1} << kIdBits;
  };
  /// Writes it down, and makes its first tables, so that the first batch needn't wait for them.
  /// Both outlive it.
  QueueProducer(PostgresSession& session, QueueTargets& targets, Terms terms);

  /// Running, over all that ever put something into the queue; from 1.
  std::int64_t number() const { return number_; }
  /// When it was written down, in microseconds since 1970 UTC.
  std::int64_t started_us() const { return started_us_; }
  /// Where a number of the producer's own begins, of deliveries, events or receivers, so that no
  /// other producer has it.
  std::uint64_t first_id() const { return static_cast<std::uint64_t>(number_) << kIdBits; }
  std::uint64_t first_receiver() const {
    return static_cast<std::uint64_t>(number_) << kReceiverBits;
  }
  /// Of all deliveries that it ever put in, the highest id; at least first_id().
  std::uint64_t highest_id() const { return static_cast<std::uint64_t>(highest_); }
  /// See DeliveryQueue; up to kBatchMax are taken as a whole. Throws Failure(kCannotRun), too,
  /// where another process goes on as the same producer.
  void accept(std::span<const QueuedDelivery> deliveries);
  static constexpr std::size_t kBatchMax = 100'000;
  /// What has become of it so far.
  struct Progress {
    std::uint64_t delivered = 0;
    std::uint64_t failed = 0;
    std::uint64_t taken_over = 0;  ///< by workers, from others whose lease had ended
    std::uint64_t workers = 0;     ///< that are there
  };
  Progress progress();
  /// What workers have measured, as they wrote it.
  std::vector<std::string> figures();
  /// All that has ended, in any order.
  std::vector<Settlement> ends();
  /// Nothing more comes, and nobody asks any more what became of it: its tables may be dropped once
  /// all has ended.
  void finish();

 private:
  struct Columns;
  bool resume(const Terms& terms);
  void begin(bool hears);
  void open_block();
  void accept_batch(std::span<const QueuedDelivery> deliveries);
  Columns columns_of(std::span<const QueuedDelivery> deliveries) const;
  bool are_new(const std::vector<std::int64_t>& ids) const;

  PostgresSession& session_;
  QueueTargets& targets_;
  std::int64_t number_ = 0;
  std::int64_t started_us_ = 0;
  std::int64_t block_ = 0;
  std::int64_t block_opened_us_ = 0;
  std::size_t in_block_ = 0;
  std::int64_t batch_ = 0;
  std::int64_t highest_ = 0;  ///< the highest id that was accepted
};

}  // namespace hookline
