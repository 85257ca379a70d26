#pragma once

#include "emitter/platform/webhooks/webhook_registry.h"

#include <memory>
#include <vector>

namespace hookline {

/// As they are now, by ascending id: one that was switched off says so. Nulls stand for those that
/// were removed.
std::vector<std::shared_ptr<const Webhook>> present_webhooks(const WebhookRegistry& registry);

}  // namespace hookline
