#pragma once

#include "emitter/delivery/queue/delivery_queue.h"
#include "emitter/delivery/queue/shared/attempt_report.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace hookline {

/// Who puts deliveries into a shared queue, and asks what becomes of them. One thread. Everything
/// throws Failure(kCannotRun).
class ProducerSeat {
 public:
  static constexpr unsigned kIdBits = 40;
  static constexpr unsigned kReceiverBits = 24;

  /// How one begins.
  struct Terms {
    /// To go on as which one, where the queue knows it and it hears; 0: as a new one. Given the
    /// queue's mark.
    std::function<std::int64_t(const std::string& mark)> number = {};
    /// Workers are to report each attempt: see reports().
    bool hears = false;
    /// The next id, counted from first_id(), of who goes on. Where the queue has that already, who
    /// goes on has forgotten something, as an older copy of a file has, and is a new producer.
    std::uint64_t next_id = std::uint64_t{1} << kIdBits;
  };

  virtual ~ProducerSeat() = default;

  /// Where the queue is, for sentences.
  virtual const std::string& place() const = 0;
  /// What marks the deliveries of this queue: see DeliveryMark::run.
  virtual const std::string& mark() const = 0;
  /// How often it has connected: more than once, and the queue may have been away, or be another.
  virtual std::uint64_t connections() const { return 1; }

  /// Running, over all that ever put something into the queue; from 1.
  virtual std::int64_t number() const = 0;
  /// Where a number of the producer's own begins, of deliveries, events or receivers, so that no
  /// other producer has it.
  std::uint64_t first_id() const { return static_cast<std::uint64_t>(number()) << kIdBits; }
  std::uint64_t first_receiver() const {
    return static_cast<std::uint64_t>(number()) << kReceiverBits;
  }
  /// Of all deliveries that it ever put in, the highest id; at least first_id().
  virtual std::uint64_t highest_id() const = 0;

  /// See DeliveryQueue. Throws, too, where another process goes on as the same producer.
  virtual void accept(std::span<const QueuedDelivery> deliveries) = 0;

  /// What has become of it so far.
  struct Progress {
    std::uint64_t delivered = 0;
    std::uint64_t failed = 0;
    std::uint64_t taken_over = 0;  ///< by workers, from others whose lease had ended
    std::uint64_t workers = 0;     ///< that are there
  };
  virtual Progress progress() = 0;
  /// What workers have measured, as they wrote it.
  virtual std::vector<std::string> figures() = 0;
  /// All that has ended, in any order.
  virtual std::vector<Settlement> ends() = 0;
  /// Nothing more comes, and nobody asks any more what became of it: all of it that has ended may
  /// be forgotten.
  virtual void finish() = 0;

  /// What workers tell one that hears; a delivery's in the order of its attempts. Reports wait
  /// until they are forgotten; of each end there is one, but for what a worker has told while
  /// another ended it, too.
  virtual std::vector<AttemptReport> reports(std::size_t most) = 0;
  virtual void forget(std::span<const AttemptReport> reports) = 0;
  /// How the queue has those of the ids that it knows. One that ended long ago isn't known.
  virtual std::unordered_map<std::uint64_t, DeliveryState> known(
      const std::vector<std::int64_t>& ids) = 0;
  /// Of all workers, a receiver that was switched off gets what is put in from now on. They hear of
  /// it within WorkerSeat::kSwitchedWithinUs.
  virtual void switch_on(ReceiverId receiver) = 0;
};

/// Whose delivery it is.
inline std::int64_t producer_of(std::uint64_t delivery) {
  return static_cast<std::int64_t>(delivery >> ProducerSeat::kIdBits);
}
/// Ids of deliveries that are a producer's: from `first` to before `end`.
struct IdsOfProducer {
  explicit IdsOfProducer(std::int64_t producer)
      : first(producer << ProducerSeat::kIdBits), end((producer + 1) << ProducerSeat::kIdBits) {}
  std::int64_t first;
  std::int64_t end;
};

/// Tells the user that no worker is there.
void warn_that_nobody_sends(const ProducerSeat& producer);
/// For whoever finds that it isn't alone. Throws the Failure that says so.
[[noreturn]] void refuse_second_producer();

}  // namespace hookline
