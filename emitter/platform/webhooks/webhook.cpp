#include "emitter/platform/webhooks/webhook.h"

namespace hookline {

std::vector<std::string> names_of(const EventTypeSet& events) {
  std::vector<std::string> names;
  for (const EventType type : all_event_types())
    if (events[static_cast<std::size_t>(type)]) names.emplace_back(name_of(type));
  return names;
}

std::vector<std::string> names_of(const SourceSet& sources) {
  std::vector<std::string> names;
  for (const Source source : kSources)
    if (sources[static_cast<std::size_t>(source)]) names.emplace_back(name_of(source));
  return names;
}

std::vector<std::string> event_names(const Webhook& webhook) {
  std::vector<std::string> names = names_of(webhook.events);
  names.insert(names.end(), webhook.silent_events.begin(), webhook.silent_events.end());
  return names;
}

}  // namespace hookline
