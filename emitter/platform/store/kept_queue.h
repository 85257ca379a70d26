#pragma once

#include "emitter/delivery/queue/delivery_queue.h"
#include "emitter/delivery/queue/memory_delivery_queue.h"
#include "emitter/platform/records/delivery_log.h"
#include "emitter/platform/store/platform_file.h"

#include <cstddef>
#include <span>
#include <vector>

namespace hookline {

/// The queue of a platform whose file no other program uses: what is accepted, deferred and settled
/// is in the file, while who has leased what is known in memory alone. So a lease writes nothing,
/// and ends with the program. What ended goes into the file's log in the same transaction.
class KeptQueue final : public DeliveryQueue {
 public:
  /// The references outlive it. What the file has pending is pending, and is put into the log.
  KeptQueue(PlatformFile& file, DeliveryLog& log);

  /// Of what is in the file already, by the transaction that a change of the platform is.
  void take_in(std::span<const QueuedDelivery> deliveries) { leased_.accept(deliveries); }

  void accept(std::span<const QueuedDelivery> deliveries) override;
  std::vector<QueuedDelivery> lease(const LeaseTerms& terms) override {
    return leased_.lease(terms);
  }
  /// Never throws: where the file can't be written now, the ends are written with the next. Until
  /// then a new start would send them again.
  void settle(std::span<const Settlement> ended) override;
  /// The same.
  void defer(std::span<const Deferral> later) override;
  std::optional<std::int64_t> next_us() override { return leased_.next_us(); }
  DeliveryCounts counts() override { return leased_.counts(); }
  std::uint64_t payload_bytes() { return leased_.payload_bytes(); }

 private:
  void load();
  void write_ends();
  void write_ends(PlatformRows& rows);
  void trim(DeliveryRows& ended);

  PlatformFile& file_;
  DeliveryLog& log_;
  MemoryDeliveryQueue leased_;
  // What isn't in the file yet; used by the dispatcher's one thread.
  std::vector<Settlement> ended_;
  std::vector<Deferral> later_;
  std::size_t added_since_trim_ = 0;
};

}  // namespace hookline
