#pragma once

#include "emitter/platform/events/source.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace hookline {

/// The kinds of event, in the order of the vendor's form.
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

/// What is fixed about a kind of event.
struct EventKind {
  EventType type;
  std::string_view name;   ///< as the API and the payload's "type" have it
  std::string_view label;  ///< as the vendor's form has it
  bool is_list_filtered;
  std::array<Source, kSources.size()> typical_sources;  ///< the first `sources` of these
  std::size_t sources;
};

template <class... Sources>
consteval EventKind event_kind(EventType type, std::string_view name, std::string_view label,
                               bool is_list_filtered, Sources... typical) {
  return {type, name, label, is_list_filtered, {typical...}, sizeof...(typical)};
}

namespace event_kinds {

using enum EventType;
using enum Source;

/// In the order of EventType.
inline constexpr std::array kAll = {
    event_kind(kForward, "forward", "Campaign forwarded", true, kPublic),
    event_kind(kOpen, "open", "Campaign opened", true, kPublic),
    event_kind(kShare, "share", "Campaign shared", true, kPublic),
    event_kind(kSent, "sent", "Campaign starts sending", true, kAdmin, kApi, kSystem),
    event_kind(kSubscribe, "subscribe", "Contact added", true, kPublic, kAdmin, kApi),
    event_kind(kSubscriberNote, "subscriber_note", "Contact note added", false, kAdmin, kApi,
               kSystem),
    event_kind(kContactTagAdded, "contact_tag_added", "Contact tag added", false, kAdmin, kApi,
               kSystem, kPublic),
    event_kind(kContactTagRemoved, "contact_tag_removed", "Contact tag removed", false, kAdmin,
               kApi, kSystem),
    event_kind(kUnsubscribe, "unsubscribe", "Contact unsubscription", true, kPublic, kAdmin, kApi,
               kSystem),
    event_kind(kUpdate, "update", "Contact updated", true, kAdmin, kApi, kPublic, kSystem),
    event_kind(kDealAdd, "deal_add", "Deal added", false, kAdmin, kApi, kSystem),
    event_kind(kDealNoteAdd, "deal_note_add", "Deal note added", false, kAdmin, kApi),
    event_kind(kDealPipelineAdd, "deal_pipeline_add", "Deal pipeline added", false, kAdmin, kApi),
    event_kind(kDealStageAdd, "deal_stage_add", "Deal stage added", false, kAdmin, kApi),
    event_kind(kDealTaskAdd, "deal_task_add", "Deal task added", false, kAdmin, kApi, kSystem),
    event_kind(kDealTaskComplete, "deal_task_complete", "Deal task completed", false, kAdmin, kApi),
    event_kind(kDealTasktypeAdd, "deal_tasktype_add", "Deal task type added", false, kAdmin, kApi),
    event_kind(kDealUpdate, "deal_update", "Deal updated", false, kAdmin, kApi, kSystem),
    event_kind(kBounce, "bounce", "Email bounces", true, kSystem),
    event_kind(kReply, "reply", "Email replies", true, kPublic, kSystem),
    event_kind(kClick, "click", "Link clicked", true, kPublic),
    event_kind(kListAdd, "list_add", "List added", false, kAdmin, kApi),
    event_kind(kSmsReply, "sms_reply", "SMS reply", false, kPublic),
    event_kind(kSmsSent, "sms_sent", "SMS sent", false, kSystem, kAdmin, kApi),
    event_kind(kSmsUnsub, "sms_unsub", "SMS unsubscribe", false, kPublic),
};

}  // namespace event_kinds

inline constexpr std::size_t kEventTypeCount = event_kinds::kAll.size();

/// All of them, in order.
constexpr std::array<EventType, kEventTypeCount> all_event_types() {
  std::array<EventType, kEventTypeCount> all{};
  for (std::size_t i = 0; i < kEventTypeCount; ++i) all[i] = static_cast<EventType>(i);
  return all;
}

constexpr const EventKind& kind_of(EventType type) {
  return event_kinds::kAll[static_cast<std::size_t>(type)];
}

static_assert([] {
  for (const EventType type : all_event_types())
    if (kind_of(type).type != type) return false;
  return true;
}());

/// The API's name and the payload's "type": "contact_tag_added".
constexpr std::string_view name_of(EventType type) {
  return kind_of(type).name;
}
/// The label of the vendor's form: "Contact tag added".
constexpr std::string_view label_of(EventType type) {
  return kind_of(type).label;
}
/// Whether a webhook's list filters this event; the others pass a list-scoped webhook unfiltered.
constexpr bool is_list_filtered(EventType type) {
  return kind_of(type).is_list_filtered;
}
/// The sources that usually cause it, the most usual first; never empty.
constexpr std::span<const Source> typical_sources(EventType type) {
  return std::span(kind_of(type).typical_sources).first(kind_of(type).sources);
}

std::optional<EventType> event_type_named(std::string_view name);
/// By the form's label in any case, its blanks as they are or as '_': "contact_added".
std::optional<EventType> event_type_labelled(std::string_view label);

}  // namespace hookline
