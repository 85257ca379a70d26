#pragma once

#include "emitter/platform/events/event.h"
#include "emitter/platform/webhooks/webhook.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// What keeps an event from firing a webhook.
enum class MatchRule : std::uint8_t { kNone, kEvent, kSource, kList, kInactive };
/// "event", "source", "list", "inactive"; empty for kNone.
std::string_view name_of(MatchRule rule);

/// Why an event fires a webhook or doesn't: words to stand after the webhook's name, as in "does
/// not listen for events caused by the API".
struct MatchReason {
  bool fires = false;
  std::string sentence;
  MatchRule rule = MatchRule::kNone;
};

/// `why_inactive` continues "is inactive", as in "since it answered 410"; empty when not known.
MatchReason explain(const Webhook& webhook, const Event& event, std::string_view why_inactive = {});

}  // namespace hookline
