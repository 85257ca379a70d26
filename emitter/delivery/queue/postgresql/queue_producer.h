#pragma once

#include "emitter/delivery/queue/delivery_queue.h"
#include "emitter/delivery/queue/postgresql/queue_targets.h"
#include "emitter/delivery/queue/postgresql/session/postgres_session.h"
#include "emitter/delivery/queue/shared/producer_seat.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace hookline {

/// Who puts deliveries into a queue: each batch is one statement, taken once even where the server
/// went away over it. One thread.
class QueueProducer {
 public:
  using Terms = ProducerSeat::Terms;
  using Progress = ProducerSeat::Progress;
  /// Writes it down, and makes its first tables, so that the first batch needn't wait for them.
  /// Both outlive it.
  QueueProducer(PostgresSession& session, QueueTargets& targets, Terms terms);

  /// Running, over all that ever put something into the queue; from 1.
  std::int64_t number() const { return number_; }
  /// When it was written down, in microseconds since 1970 UTC.
  std::int64_t started_us() const { return started_us_; }
  std::uint64_t first_id() const {
    return static_cast<std::uint64_t>(number_) << ProducerSeat::kIdBits;
  }
  std::uint64_t highest_id() const { return static_cast<std::uint64_t>(highest_); }
  /// See DeliveryQueue; up to kBatchMax are taken as a whole. Throws Failure(kCannotRun), too,
  /// where another process goes on as the same producer.
  void accept(std::span<const QueuedDelivery> deliveries);
  static constexpr std::size_t kBatchMax = 100'000;
  /// See ProducerSeat, as all below.
  Progress progress();
  std::vector<std::string> figures();
  std::vector<Settlement> ends();
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
