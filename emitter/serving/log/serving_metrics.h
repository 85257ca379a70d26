#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/delivery/delivery_counts.h"
#include "emitter/delivery/dispatch/delivery_sender.h"
#include "emitter/platform/events/event.h"
#include "emitter/platform/events/event_type.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace hookline {

/// What has been counted since the start. Any thread.
class ServingMetrics {
 public:
  void happened(const Event& event);
  void attempted(const Attempt& attempt);

  /// What is there now.
  struct Present {
    std::size_t contacts = 0;
    std::size_t webhooks = 0;
    DeliveryCounts deliveries;
    std::optional<DeliverySender::HandedOver> handed_over = {};
  };
  /// All of it, in the text format of Prometheus.
  std::string text(const Present& present) const;

 private:
  std::array<std::atomic<std::uint64_t>, kEventTypeCount> events_{};
  std::atomic<std::uint64_t> actions_ = 0;
  std::array<std::atomic<std::uint64_t>, kOutcomes.size()> attempts_{};
  std::atomic<std::uint64_t> failed_answers_ = 0;  ///< of those that were answered
};

}  // namespace hookline
