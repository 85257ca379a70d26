#pragma once

#include "emitter/delivery/queue/delivery_queue.h"

#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>

namespace hookline {

/// A queue that lasts as long as this object. Any thread.
class MemoryDeliveryQueue final : public DeliveryQueue {
 public:
  void accept(std::span<const QueuedDelivery> deliveries) override;
  std::vector<QueuedDelivery> lease(const LeaseTerms& terms) override;
  void settle(std::span<const Settlement> ended) override;
  void defer(std::span<const Deferral> later) override;
  std::optional<std::int64_t> next_us() override;
  DeliveryCounts counts() override;
  /// Of the payloads of all that is pending, each counted once.
  std::uint64_t payload_bytes();

 private:
  struct Kept {
    QueuedDelivery delivery;
    std::uint64_t number = 0;  ///< in the order of acceptance
    std::int64_t at_us = 0;    ///< when it can be leased: its due time, or the end of its lease
  };
  /// Its time, number and id.
  using Turn = std::tuple<std::int64_t, std::uint64_t, std::uint64_t>;
  static Turn turn_of(const Kept& kept) { return {kept.at_us, kept.number, kept.delivery.id}; }
  void move_to(Kept& kept, std::int64_t at_us);
  void hold(const std::string& payload);
  void let_go(const std::string& payload);

  std::mutex mutex_;  // guards all of it
  std::unordered_map<std::uint64_t, Kept> pending_;
  std::set<Turn> turns_;                                          ///< of all that is pending
  std::unordered_map<const std::string*, std::size_t> payloads_;  ///< and how many have it
  std::uint64_t payload_bytes_ = 0;
  std::uint64_t leases_ = 0;
  DeliveryCounts counts_;
};

}  // namespace hookline
