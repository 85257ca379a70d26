#include "emitter/platform/publish/publisher.h"

namespace hookline {

const Publisher::SharedUrl& Publisher::url_of(std::uint64_t receiver) const {
  if (is_action(receiver)) return action_urls_.at(receiver - kActionIds);
  return webhook_urls_[(receiver - 1) % webhook_urls_.size()];
}

void Publisher::publish_action(const Event& event, Clock::time_point due,
                               std::vector<Delivery>& made) const {
  made.push_back(
      delivery_of(event, id_of_action(*event.automation_id), render_payload(event), due));
}

Delivery Publisher::delivery_of(const Event& event, std::uint64_t receiver, const Payload& payload,
                                Clock::time_point due) const {
  Delivery delivery;
  delivery.event_id = event.id;
  delivery.webhook_id = receiver;
  delivery.url = url_of(receiver);
  delivery.payload = payload;
  delivery.due = due;
  delivery.can_switch_off = !is_action(receiver);
  return delivery;
}

}  // namespace hookline
