#include "emitter/load/plan/event_deliveries.h"

#include "emitter/platform/payloads/payload.h"

#include <chrono>

namespace hookline {
namespace {

std::int64_t unix_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::vector<std::shared_ptr<const Url>> shared(const std::vector<Url>& urls) {
  std::vector<std::shared_ptr<const Url>> all;
  for (const Url& url : urls) all.push_back(std::make_shared<const Url>(url));
  return all;
}

}  // namespace

EventDeliveries::EventDeliveries(const LoadPlan& plan, const WebhookCrowd& crowd, std::size_t first)
    : crowd_(crowd), urls_(shared(plan.to)), source_(plan.events, first) {}

void EventDeliveries::add(std::uint64_t event_id, Clock::time_point due,
                          std::vector<Delivery>& deliveries) {
  const Event& event = source_.next(event_id, unix_seconds());
  crowd_.match(event, lists_, firing_);
  const Payload payload = render_payload(event);
  for (const MatchIndex::Position position : firing_) {
    deliveries.push_back({0, event_id, ReceiverId(position + std::uint64_t{1}),
                          urls_[position % urls_.size()], payload, due});
  }
}

}  // namespace hookline
