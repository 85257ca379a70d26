#pragma once

#include "emitter/delivery/queue/delivery_queue.h"
#include "emitter/delivery/queue/postgresql/host_shares.h"
#include "emitter/delivery/queue/postgresql/queue_producer.h"
#include "emitter/delivery/queue/postgresql/queue_targets.h"
#include "emitter/delivery/queue/postgresql/session/postgres_session.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
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
  std::size_t held() const { return held_.size(); }
  /// Ends that it brought of what had ended already: after a lease that lasted too short.
  std::uint64_t duplicates() const { return duplicates_; }
  /// Made at the first call.
  QueueProducer& producer();
  HostShares& shares() { return shares_; }

 private:
  struct Held {
    std::int64_t host = 0;
    std::uint64_t lease = 0;
    std::int64_t until_us = 0;
  };
  struct Leased {
    std::int64_t at_us = 0;
    std::int64_t number = 0;
    std::int64_t target = 0;
    std::int64_t host = 0;
    QueuedDelivery delivery;
  };
  void learn_hosts();
  std::vector<Leased> lease_of(const std::vector<HostShares::Share>& shares,
                               const LeaseTerms& terms, std::size_t most);
  bool note_leased(const std::vector<HostShares::Share>& shares, const std::vector<Leased>& leased);
  static Leased leased_in(const PostgresRows& rows, int row);
  void hold(const Leased& one, std::int64_t until_us);
  void let_go(std::uint64_t id, bool has_ended);

  PostgresSession& session_;
  const std::int64_t worker_;
  QueueTargets targets_;
  std::unique_ptr<QueueProducer> producer_;
  HostShares shares_;
  std::unordered_map<std::uint64_t, Held> held_;  ///< by delivery
  std::uint64_t leases_ = 0;
  std::uint64_t duplicates_ = 0;
  std::int64_t hosts_learned_us_ = 0;
};

}  // namespace hookline
