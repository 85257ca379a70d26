#include "emitter/serving/log/serving_metrics.h"

#include "catcher/metrics/metrics_text.h"

namespace hookline {

void ServingMetrics::happened(const Event& event) {
  ++(event.automation_id ? actions_ : events_[static_cast<std::size_t>(event.type)]);
}

void ServingMetrics::attempted(const Attempt& attempt) {
  if (!attempt.was_made()) return;
  ++attempts_[static_cast<std::size_t>(attempt.outcome)];
  if (attempt.outcome == Outcome::kAnswered && !attempt.delivered()) ++failed_answers_;
}

std::string ServingMetrics::text(const Present& present) const {
  MetricsText text;
  text.begin("hookline_events_total", "counter", "Events that have happened, by type");
  for (const EventType type : all_event_types())
    text.sample(events_[static_cast<std::size_t>(type)].load(), {{"type", name_of(type)}});
  text.single("hookline_automation_actions_total", "counter", "Webhook actions of automations run",
              actions_.load());
  text.begin("hookline_attempts_total", "counter", "Attempts to deliver, by how they ended");
  for (const Outcome outcome : kOutcomes)
    text.sample(attempts_[static_cast<std::size_t>(outcome)].load(),
                {{"outcome", name_of(outcome)}});
  text.single("hookline_failed_answers_total", "counter", "Attempts answered with no 2xx",
              failed_answers_.load());
  const DeliveryCounts& deliveries = present.deliveries;
  text.begin("hookline_deliveries_total", "counter", "Deliveries that have ended, by state");
  text.sample(deliveries.delivered, {{"state", "delivered"}});
  text.sample(deliveries.failed, {{"state", "failed"}});
  text.single("hookline_deliveries_pending", "gauge", "Deliveries accepted and not ended",
              deliveries.pending);
  if (const auto& handed = present.handed_over) {
    text.single("hookline_deliveries_handed_over_total", "counter",
                "Deliveries handed over to the shared queue", handed->deliveries);
    text.single("hookline_deliveries_handed_over_again_total", "counter",
                "Of these, such as the queue had lost", handed->again);
    text.single("hookline_deliveries_in_queue", "gauge",
                "Deliveries in the shared queue, or whose ends weren't heard of yet",
                handed->pending);
  }
  text.single("hookline_contacts", "gauge", "Contacts of the account", present.contacts);
  text.single("hookline_webhooks", "gauge", "Webhooks of the account", present.webhooks);
  return text.take();
}

}  // namespace hookline
