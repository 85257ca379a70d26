#pragma once

#include "emitter/delivery/queue/delivery_queue.h"
#include "emitter/delivery/queue/postgresql/queue_producer.h"
#include "emitter/delivery/queue/postgresql/queue_targets.h"
#include "emitter/delivery/queue/postgresql/session/postgres_session.h"
#include "emitter/delivery/queue/shared/lease_book.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace hookline {

/// A queue on a PostgreSQL server, which any number of processes share, each with an object of its
/// own. No statement holds a lock while anything is sent. Order is kept within a host; hosts take
/// turns, as HostShares says. One thread at a time.
class PostgresQueue final : public DeliveryQueue {
 public:
  /// `worker` is this process's number among those that lease, see QueueWorker. The session
  /// outlives it.
  PostgresQueue(PostgresSession& session, std::int64_t worker);

  void accept(std::span<const QueuedDelivery> deliveries) override;
  std::vector<QueuedDelivery> lease(const LeaseTerms& terms) override;
  void settle(std::span<const Settlement> ended) override;
  void defer(std::span<const Deferral> later) override;
  std::optional<std::int64_t> next_us() override;
  /// Over all producers.
  DeliveryCounts counts() override;

  /// Lets what is held beyond `before_us` be held until `until_us`.
  void renew(std::int64_t before_us, std::int64_t until_us);
  std::size_t held() const { return book_.held(); }
  /// Ends that it brought of what had ended already: after a lease that lasted too short.
  std::uint64_t duplicates() const { return duplicates_; }
  /// Made at the first call.
  QueueProducer& producer();
  HostShares& shares() { return book_.shares(); }

 private:
  void learn_hosts();
  std::vector<LeaseBook::Leased> lease_of(const std::vector<HostShares::Share>& shares,
                                          const LeaseTerms& terms, std::size_t most);
  static LeaseBook::Leased leased_in(const PostgresRows& rows, int row);

  PostgresSession& session_;
  const std::int64_t worker_;
  QueueTargets targets_;
  std::unique_ptr<QueueProducer> producer_;
  LeaseBook book_;
  std::uint64_t leases_ = 0;
  std::uint64_t duplicates_ = 0;
  std::int64_t hosts_learned_us_ = 0;
};

}  // namespace hookline
