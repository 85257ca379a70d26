#include "emitter/platform/running/advanced_queue.h"

#include <iterator>

namespace hookline {

void AdvancedQueue::accept(std::span<const QueuedDelivery> deliveries) {
  std::vector<QueuedDelivery> accepted(deliveries.begin(), deliveries.end());
  for (QueuedDelivery& one : accepted) one.due_us += clock_.advanced_us();
  queue_.accept(accepted);
}

std::vector<QueuedDelivery> AdvancedQueue::lease(const LeaseTerms& terms) {
  const std::int64_t ahead_us = clock_.advanced_us();
  auto leased = queue_.lease({terms.now_us + ahead_us, terms.until_us + ahead_us, terms.most});
  for (QueuedDelivery& one : leased) one.due_us -= ahead_us;
  return leased;
}

void AdvancedQueue::defer(std::span<const Deferral> later) {
  std::vector<Deferral> deferred(later.begin(), later.end());
  for (Deferral& one : deferred) one.due_us += clock_.advanced_us();
  queue_.defer(deferred);
}

std::optional<std::int64_t> AdvancedQueue::next_us() {
  const auto next_us = queue_.next_us();
  return next_us ? std::optional(*next_us - clock_.advanced_us()) : std::nullopt;
}

}  // namespace hookline
