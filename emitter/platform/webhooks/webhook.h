#pragma once

#include "catcher/base/http/url/url.h"
#include "emitter/platform/events/event_type.h"
#include "emitter/platform/events/source.h"

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

using EventTypeSet = std::bitset<kEventTypeCount>;
using SourceSet = std::bitset<kSources.size()>;

/// Who listens for what. An event fires it when the webhook is active, has the event's type and
/// source, and, for the ten list-filtered types, its list is 0 (all lists) or among the event's
/// lists.
struct Webhook {
  std::uint64_t id = 0;  ///< from 1
  std::string name;
  Url url;
  std::uint64_t list = 0;  ///< 0: all lists
  EventTypeSet events;
  SourceSet sources;
  bool active = true;          ///< as it was added; WebhookRegistry knows the present state
  std::int64_t created_s = 0;  ///< seconds since 1970 UTC; 0: not known
  /// Names that the platform takes beside the 25 (is_silent_event): they fire nothing.
  std::vector<std::string> silent_events = {};

  bool listens() const { return events.any() || !silent_events.empty(); }
};

/// Whether the vendor's API takes that name in a webhook although it isn't one of the 25.
constexpr bool is_silent_event(std::string_view name) {
  constexpr std::string_view kNames[] = {"contact_task_add", "account_add", "account_update",
                                         "account_contact_add", "account_contact_update"};
  for (const std::string_view known : kNames)
    if (name == known) return true;
  return false;
}

/// Of the API, in the vendor's order.
std::vector<std::string> names_of(const EventTypeSet& events);
std::vector<std::string> names_of(const SourceSet& sources);
/// Those of its events, behind them the silent ones.
std::vector<std::string> event_names(const Webhook& webhook);

}  // namespace hookline
