#pragma once

#include "emitter/platform/events/event.h"
#include "emitter/platform/webhooks/webhook.h"

#include <string>
#include <string_view>

namespace hookline {

/// Why an event fires a webhook or doesn't: words to stand after the webhook's name, as in "does
/// not listen for events caused by the API".
struct MatchReason {
  bool fires = false;
  std::string sentence;
};

/// `why_inactive` continues "is inactive", as in "since it answered 410"; empty when not known.
MatchReason explain(const Webhook& webhook, const Event& event, std::string_view why_inactive = {});

}  // namespace hookline
