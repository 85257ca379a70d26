#pragma once

#include "emitter/platform/records/delivery_log.h"
#include "emitter/platform/webhooks/webhook.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace hookline {

class JsonObjectWriter;
class Platform;
struct WebhookProblem;

/// A webhook as it is now.
struct PresentWebhook {
  std::shared_ptr<const Webhook> webhook;
  bool is_active = true;
  std::string why_inactive;
  std::int64_t since_s = 0;  ///< when it was switched off; 0: not known
};

/// By ascending id.
std::vector<PresentWebhook> present_webhooks(const Platform& platform);

void write_webhook(JsonObjectWriter& object, const PresentWebhook& present,
                   const DeliveryLog::Faring& faring);
void write_problem(JsonObjectWriter& object, const WebhookProblem& problem);

}  // namespace hookline
