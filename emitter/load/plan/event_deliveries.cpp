#include "emitter/load/plan/event_deliveries.h"

#include <chrono>
#include <memory>

namespace hookline {
namespace {

std::int64_t unix_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::vector<std::shared_ptr<const Url>> shared(const std::vector<Url>& urls) {
  std::vector<std::shared_ptr<const Url>> all;
  all.reserve(urls.size());
  for (const Url& url : urls) all.push_back(std::make_shared<const Url>(url));
  return all;
}

}  // namespace

EventDeliveries::EventDeliveries(const LoadPlan& plan, const WebhookCrowd& crowd, std::size_t first)
    : crowd_(crowd), publisher_(shared(plan.to)), source_(plan.events, first) {}

void EventDeliveries::add(std::uint64_t event_id, Clock::time_point due,
                          std::vector<Delivery>& deliveries) {
  publisher_.publish(source_.next(event_id, unix_seconds()), crowd_, due, deliveries);
}

}  // namespace hookline
