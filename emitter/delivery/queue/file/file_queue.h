#pragma once

#include "emitter/delivery/queue/delivery_queue.h"
#include "emitter/delivery/queue/file/queue_file.h"
#include "emitter/delivery/queue/shared/lease_book.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hookline {

/// What a worker leases of a queue in a file. Order is kept within a host; hosts take turns, as
/// HostShares says. One thread.
class FileQueue final : public DeliveryQueue {
 public:
  /// The file outlives it.
  FileQueue(QueueFile& file, std::int64_t worker) : file_(file), worker_(worker) {}

  /// As no producer's: for tests of what all queues promise.
  void accept(std::span<const QueuedDelivery> deliveries) override;
  std::vector<QueuedDelivery> lease(const LeaseTerms& terms) override;
  void settle(std::span<const Settlement> ended) override;
  void defer(std::span<const Deferral> later) override;
  std::optional<std::int64_t> next_us() override;
  /// Over all producers.
  DeliveryCounts counts() override;

  void renew(std::int64_t before_us, std::int64_t until_us);
  std::size_t held() const { return book_.held(); }
  std::uint64_t duplicates() const { return duplicates_; }
  HostShares& shares() { return book_.shares(); }

 private:
  void learn_hosts(SqliteConnection& connection);
  std::vector<LeaseBook::Leased> lease_of(const std::vector<HostShares::Share>& shares,
                                          const LeaseTerms& terms, std::size_t most);

  QueueFile& file_;
  const std::int64_t worker_;
  LeaseBook book_;
  std::uint64_t leases_ = 0;
  std::uint64_t duplicates_ = 0;
};

/// Into an open transaction, those that aren't pending already; gives how many.
std::uint64_t insert_deliveries(SqliteConnection& connection,
                                std::span<const QueuedDelivery> deliveries);

}  // namespace hookline
