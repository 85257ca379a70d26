#pragma once

#include "emitter/platform/webhooks/webhook.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

class JsonValue;
class Platform;

/// What is wrong with a part of a webhook, or may not be meant.
struct WebhookProblem {
  std::string pointer;                 ///< "/url"
  std::string error;                   ///< a sentence
  std::optional<std::size_t> at = {};  ///< of a URL: the offending character, from 1
};

/// A webhook as somebody writes it down.
struct WebhookDraft {
  std::string name;
  std::string url;
  std::uint64_t list = 0;
  std::vector<std::string> events;
  std::vector<std::string> sources;
  std::optional<std::uint64_t> changed = {};  ///< the one that it is to replace
};

/// {"name","url","list","events","sources"}, each of which may be missing; and "webhook", the one
/// that is changed. Throws Failure(kInvalidInput) for what has another form.
WebhookDraft read_webhook_draft(const JsonValue& value);

struct CheckedWebhook {
  /// Without the id; to be used where there is no problem.
  std::optional<Webhook> webhook;
  std::vector<WebhookProblem> problems;  ///< what keeps it from being kept
  std::vector<WebhookProblem> warnings;
};

/// Says all that is wrong with it. Nothing is looked up: the addresses of a host are judged when
/// something is sent.
CheckedWebhook check_webhook(const WebhookDraft& draft, const Platform& platform);

}  // namespace hookline
