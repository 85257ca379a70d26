#include "emitter/delivery/queue/memory_delivery_queue.h"

namespace hookline {

void MemoryDeliveryQueue::accept(std::span<const QueuedDelivery> deliveries) {
  const std::lock_guard lock(mutex_);
  for (const QueuedDelivery& delivery : deliveries) {
    const Kept kept{delivery, counts_.accepted, delivery.due_us};
    if (!pending_.emplace(delivery.id, kept).second) continue;
    turns_.insert(turn_of(kept));
    hold(*delivery.payload);
    ++counts_.accepted;
  }
}

std::vector<QueuedDelivery> MemoryDeliveryQueue::lease(const LeaseTerms& terms) {
  const std::lock_guard lock(mutex_);
  std::vector<std::uint64_t> ids;
  for (auto turn = turns_.begin(); turn != turns_.end() && ids.size() < terms.most; ++turn) {
    const auto [at_us, number, id] = *turn;
    if (at_us > terms.now_us) break;
    ids.push_back(id);
  }
  std::vector<QueuedDelivery> leased;
  ++leases_;
  for (const std::uint64_t id : ids) {
    Kept& kept = pending_.at(id);
    kept.delivery.lease = leases_;
    move_to(kept, terms.until_us);
    leased.push_back(kept.delivery);
  }
  return leased;
}

void MemoryDeliveryQueue::settle(std::span<const Settlement> ended) {
  const std::lock_guard lock(mutex_);
  for (const Settlement& one : ended) {
    const auto found = pending_.find(one.id);
    if (found == pending_.end()) continue;
    ++(one.state == DeliveryState::kDelivered ? counts_.delivered : counts_.failed);
    turns_.erase(turn_of(found->second));
    let_go(*found->second.delivery.payload);
    pending_.erase(found);
  }
}

void MemoryDeliveryQueue::defer(std::span<const Deferral> later) {
  const std::lock_guard lock(mutex_);
  for (const Deferral& one : later) {
    const auto found = pending_.find(one.id);
    if (found == pending_.end() || found->second.delivery.lease != one.lease) continue;
    QueuedDelivery& delivery = found->second.delivery;
    delivery.lease = 0;
    delivery.due_us = one.due_us;
    delivery.attempt = one.attempt;
    move_to(found->second, one.due_us);
  }
}

void MemoryDeliveryQueue::hold(const std::string& payload) {
  if (++payloads_[&payload] == 1) payload_bytes_ += payload.size();
}

void MemoryDeliveryQueue::let_go(const std::string& payload) {
  const auto held = payloads_.find(&payload);
  if (--held->second > 0) return;
  payload_bytes_ -= payload.size();
  payloads_.erase(held);
}

std::uint64_t MemoryDeliveryQueue::payload_bytes() {
  const std::lock_guard lock(mutex_);
  return payload_bytes_;
}

void MemoryDeliveryQueue::move_to(Kept& kept, std::int64_t at_us) {
  turns_.erase(turn_of(kept));
  kept.at_us = at_us;
  turns_.insert(turn_of(kept));
}

std::optional<std::int64_t> MemoryDeliveryQueue::next_us() {
  const std::lock_guard lock(mutex_);
  if (turns_.empty()) return std::nullopt;
  return std::get<0>(*turns_.begin());
}

DeliveryCounts MemoryDeliveryQueue::counts() {
  const std::lock_guard lock(mutex_);
  DeliveryCounts counts = counts_;
  counts.pending = pending_.size();
  return counts;
}

}  // namespace hookline
