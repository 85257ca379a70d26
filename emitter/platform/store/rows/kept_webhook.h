#pragma once

#include "emitter/platform/webhooks/webhook.h"

#include <cstdint>
#include <string>

namespace hookline {

/// A webhook as it is kept: `webhook.active` is its present state.
struct KeptWebhook {
  Webhook webhook;
  std::string why_inactive;           ///< WebhookRegistry::deactivate()
  std::int64_t inactive_since_s = 0;  ///< likewise
};

}  // namespace hookline
