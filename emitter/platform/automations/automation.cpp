#include "emitter/platform/automations/automation.h"

namespace hookline {

namespace {

using enum EventType;
using MaybeEvent = std::optional<EventType>;

struct StepEvent {
  MaybeEvent operator()(const WaitStep&) const { return {}; }
  MaybeEvent operator()(const TagStep&) const { return kContactTagAdded; }
  MaybeEvent operator()(const UntagStep&) const { return kContactTagRemoved; }
  MaybeEvent operator()(const SubscribeStep&) const { return kSubscribe; }
  MaybeEvent operator()(const UnsubscribeStep&) const { return kUnsubscribe; }
  MaybeEvent operator()(const UpdateStep&) const { return kUpdate; }
  MaybeEvent operator()(const NoteStep&) const { return kSubscriberNote; }
  MaybeEvent operator()(const WebhookStep&) const { return {}; }
};

}  // namespace

std::optional<EventType> event_of(const AutomationStep& step) {
  return std::visit(StepEvent(), step);
}

std::vector<std::string> webhook_urls(const Automation& automation) {
  std::vector<std::string> urls;
  for (const AutomationStep& step : automation.steps)
    if (const auto* webhook = std::get_if<WebhookStep>(&step)) urls.push_back(webhook->url);
  return urls;
}

}  // namespace hookline
