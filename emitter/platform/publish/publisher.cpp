#include "emitter/platform/publish/publisher.h"

#include <algorithm>

namespace hookline {

void Publisher::set_webhook(std::uint64_t webhook, SharedUrl url) {
  webhook_urls_.resize(std::max<std::size_t>(webhook_urls_.size(), webhook));
  webhook_urls_[webhook - 1] = std::move(url);
}

const Publisher::SharedUrl& Publisher::url_of(ReceiverId receiver) const {
  if (receiver.kind == ReceiverId::Kind::kAction) return action_urls_.at(receiver.number);
  return webhook_urls_[(receiver.number - 1) % webhook_urls_.size()];
}

void Publisher::publish_action(const Event& event, Clock::time_point due,
                               std::vector<Delivery>& made) const {
  const ReceiverId action(*event.automation_id, ReceiverId::Kind::kAction);
  made.push_back(delivery_of(event, action, render_payload(event), due));
}

Delivery Publisher::delivery_of(const Event& event, ReceiverId receiver, const Payload& payload,
                                Clock::time_point due) const {
  Delivery delivery;
  delivery.event_id = event.id;
  delivery.receiver = receiver;
  delivery.url = url_of(receiver);
  delivery.payload = payload;
  delivery.due = due;
  return delivery;
}

}  // namespace hookline
