#pragma once

#include "emitter/platform/entities/contact.h"
#include "emitter/platform/events/event_type.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace hookline {

// What an automation does with a contact, step by step.

struct WaitStep {
  std::int64_t wait_ms = 0;
};
struct TagStep {
  std::string tag;
};
struct UntagStep {
  std::string tag;
};
struct SubscribeStep {
  std::uint64_t list = 0;
};
struct UnsubscribeStep {
  std::uint64_t list = 0;
};
struct UpdateStep {
  ContactChange change;  ///< of no id and no address: the contact is whoever goes through
};
struct NoteStep {
  std::string note;
};
/// Posts the contact to a URL, whatever the webhooks say.
struct WebhookStep {
  std::string url;  ///< "{catcher}" stands for the catching address
};

using AutomationStep = std::variant<WaitStep, TagStep, UntagStep, SubscribeStep, UnsubscribeStep,
                                    UpdateStep, NoteStep, WebhookStep>;

/// Which event lets its contact enter.
struct AutomationStart {
  EventType on = EventType::kSubscribe;
  std::uint64_t list = 0;  ///< among the event's; 0: whatever they are
  std::string tag;         ///< that the event is about; empty: any
};

struct Automation {
  std::uint64_t id = 0;  ///< payload field seriesid
  std::string name;
  std::optional<AutomationStart> start;  ///< none: contacts are put in
  std::vector<AutomationStep> steps;
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  std::int64_t updated_s = 0;
};

/// The kind of event that a step causes, if it does; posting is none.
std::optional<EventType> event_of(const AutomationStep& step);

/// The URLs of its webhook steps, in order.
std::vector<std::string> webhook_urls(const Automation& automation);

}  // namespace hookline
