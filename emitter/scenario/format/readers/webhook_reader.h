#pragma once

#include "emitter/platform/webhooks/webhook.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hookline {

class JsonValue;

/// A webhook as a scenario has it: "{catcher}" in its URL stands for an address that is known only
/// when it is played.
struct WebhookSetup {
  std::string pointer;  ///< "/account/webhooks/0"
  std::string name;
  std::string url;
  std::uint64_t list = 0;  ///< 0: all lists
  EventTypeSet events;
  SourceSet sources;
  bool active = true;
};

/// Throws Failure(kInvalidInput), also for a list that is none of `lists` (none: they aren't known)
/// and for a URL that the platform would refuse.
WebhookSetup read_webhook(const JsonValue& value,
                          std::optional<std::span<const std::uint64_t>> lists);

/// Whether the URL leads to that catcher.
bool leads_to(const Url& url, std::string_view catching_url);

/// The webhook itself, its id still 0. Throws Failure(kInvalidInput) where the substituted URL
/// isn't sound.
Webhook make_webhook(const WebhookSetup& setup, std::string_view file,
                     std::string_view catching_url);

}  // namespace hookline
