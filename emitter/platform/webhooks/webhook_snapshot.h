#pragma once

#include "emitter/platform/webhooks/webhook.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace hookline {

/// All webhooks as they were at one moment.
struct WebhookSnapshot {
  std::vector<std::shared_ptr<const Webhook>> webhooks;  ///< by ascending id; `active` as it was
  std::map<std::uint64_t, std::string> why_inactive;     ///< WebhookRegistry::why_inactive()

  /// About what it takes, the webhooks themselves included.
  std::size_t bytes() const;
};

}  // namespace hookline
