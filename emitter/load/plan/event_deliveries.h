#pragma once

#include "emitter/delivery/delivery.h"
#include "emitter/load/plan/event_source.h"
#include "emitter/load/plan/load_plan.h"
#include "emitter/load/plan/webhook_crowd.h"
#include "emitter/platform/publish/publisher.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hookline {

/// Makes a load's events, and publishes them to its crowd of webhooks. One thread at a time.
class EventDeliveries {
 public:
  /// `first`: see EventSource. References outlive it.
  EventDeliveries(const LoadPlan& plan, const WebhookCrowd& crowd, std::size_t first);

  /// Adds the deliveries of the next event, which has this id. They have no ids yet.
  void add(std::uint64_t event_id, Clock::time_point due, std::vector<Delivery>& deliveries);

 private:
  const WebhookCrowd& crowd_;
  Publisher publisher_;
  EventSource source_;
};

}  // namespace hookline
