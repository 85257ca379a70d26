#pragma once

#include "emitter/delivery/queue/delivery_queue.h"
#include "emitter/platform/running/platform_clock.h"

#include <optional>
#include <span>
#include <vector>

namespace hookline {

/// A queue whose times are the platform's, as a dispatcher sees it, whose times are the calendar's.
/// So what waits for another attempt is due as soon as the platform's time has been advanced.
class AdvancedQueue final : public DeliveryQueue {
 public:
  /// Both outlive it.
  AdvancedQueue(DeliveryQueue& queue, const PlatformClock& clock) : queue_(queue), clock_(clock) {}

  void accept(std::span<const QueuedDelivery> deliveries) override;
  std::vector<QueuedDelivery> lease(const LeaseTerms& terms) override;
  void settle(std::span<const Settlement> ended) override { queue_.settle(ended); }
  void defer(std::span<const Deferral> later) override;
  std::optional<std::int64_t> next_us() override;
  DeliveryCounts counts() override { return queue_.counts(); }

 private:
  DeliveryQueue& queue_;
  const PlatformClock& clock_;
};

}  // namespace hookline
