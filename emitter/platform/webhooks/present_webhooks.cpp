#include "emitter/platform/webhooks/present_webhooks.h"

#include <utility>

namespace hookline {

std::vector<std::shared_ptr<const Webhook>> present_webhooks(const WebhookRegistry& registry) {
  auto present = registry.all();
  for (auto& webhook : present) {
    if (!webhook || webhook->active == registry.is_active(webhook->id)) continue;
    auto changed = std::make_shared<Webhook>(*webhook);
    changed->active = !changed->active;
    webhook = std::move(changed);
  }
  return present;
}

}  // namespace hookline
