#pragma once

#include "emitter/delivery/queue/delivery_queue.h"
#include "emitter/delivery/queue/shared/host_shares.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hookline {

/// What one process has leased of a shared queue, and of which host how much it may. One thread.
class LeaseBook {
 public:
  /// One that was leased.
  struct Leased {
    std::int64_t at_us = 0;   ///< when it could be
    std::int64_t number = 0;  ///< in the order of acceptance
    std::int64_t target = 0;
    std::int64_t host = 0;
    QueuedDelivery delivery;
  };
  /// Leases of each host its share, and no more than so many of all.
  using LeaseOf =
      std::function<std::vector<Leased>(const std::vector<HostShares::Share>&, std::size_t most)>;

  HostShares& shares() { return shares_; }
  /// As DeliveryQueue::lease(): of all hosts in turn.
  std::vector<QueuedDelivery> lease(const LeaseTerms& terms, const LeaseOf& lease_of);
  /// Ended, or given back.
  void let_go(std::uint64_t id, bool has_ended);
  /// Those whose lease ends before that, each with its lease, by id; noted as held until then.
  std::vector<std::pair<std::int64_t, std::int64_t>> renewed(std::int64_t before_us,
                                                             std::int64_t until_us);
  std::size_t held() const { return held_.size(); }

 private:
  struct Held {
    std::int64_t host = 0;
    std::uint64_t lease = 0;
    std::int64_t until_us = 0;
  };
  bool note_leased(const std::vector<HostShares::Share>& shares, const std::vector<Leased>& leased);
  void hold(const Leased& one, std::int64_t until_us);

  HostShares shares_;
  std::unordered_map<std::uint64_t, Held> held_;  ///< by delivery
};

}  // namespace hookline
