#pragma once

#include "emitter/platform/events/source.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace hookline {

/// The 25 kinds of event, in the order of the vendor's form.
enum class EventType : std::uint8_t {
  kForward,
  kOpen,
  kShare,
  kSent,
  kSubscribe,
  kSubscriberNote,
  kContactTagAdded,
  kContactTagRemoved,
  kUnsubscribe,
  kUpdate,
  kDealAdd,
  kDealNoteAdd,
  kDealPipelineAdd,
  kDealStageAdd,
  kDealTaskAdd,
  kDealTaskComplete,
  kDealTasktypeAdd,
  kDealUpdate,
  kBounce,
  kReply,
  kClick,
  kListAdd,
  kSmsReply,
  kSmsSent,
  kSmsUnsub,
};

inline constexpr std::size_t kEventTypeCount = 25;

/// All of them, in order.
constexpr std::array<EventType, kEventTypeCount> all_event_types() {
  std::array<EventType, kEventTypeCount> all{};
  for (std::size_t i = 0; i < kEventTypeCount; ++i) all[i] = static_cast<EventType>(i);
  return all;
}

/// The API's name and the payload's "type": "contact_tag_added".
std::string_view name_of(EventType type);
/// The label of the vendor's form: "Contact tag added".
std::string_view label_of(EventType type);
/// Whether a webhook's list filters this event; the others pass a list-scoped webhook unfiltered.
bool is_list_filtered(EventType type);
std::optional<EventType> event_type_named(std::string_view name);
/// By the form's label in any case, its blanks as they are or as '_': "contact_added".
std::optional<EventType> event_type_labelled(std::string_view label);
/// The sources that usually cause it, the most usual first; never empty.
std::span<const Source> typical_sources(EventType type);

/// One field of a payload, as people read about it.
struct PayloadField {
  std::string_view name;     ///< a pattern: "contact[fields][ID]", "list[N][id]"
  std::string_view example;  ///< a value
  std::string_view when;     ///< "always", or the condition
};

/// The payload's fields in wire order.
std::vector<PayloadField> fields_of(EventType type);
/// Those of the automation action, which is no event.
std::vector<PayloadField> automation_action_fields();

}  // namespace hookline
