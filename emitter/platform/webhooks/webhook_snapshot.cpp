#include "emitter/platform/webhooks/webhook_snapshot.h"

namespace hookline {

std::size_t WebhookSnapshot::bytes() const {
  std::size_t bytes = sizeof(*this);
  for (const auto& webhook : webhooks)
    bytes += sizeof(webhook) + sizeof(Webhook) + webhook->name.size() + webhook->url.text().size();
  for (const auto& [id, why] : why_inactive) bytes += sizeof(id) + sizeof(std::string) + why.size();
  return bytes;
}

}  // namespace hookline
