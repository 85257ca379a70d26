#pragma once

#include "catcher/base/http/url/url.h"
#include "emitter/platform/events/event_type.h"
#include "emitter/platform/events/source.h"

#include <bitset>
#include <cstdint>
#include <string>
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
};

}  // namespace hookline
