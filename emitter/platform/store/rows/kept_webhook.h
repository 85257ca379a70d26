#pragma once

#include "emitter/platform/webhooks/webhook.h"

#include <string>

namespace hookline {

/// A webhook as it is kept: `webhook.active` is its present state.
struct KeptWebhook {
  Webhook webhook;
  std::string why_inactive;  ///< WebhookRegistry::deactivate()
};

}  // namespace hookline
