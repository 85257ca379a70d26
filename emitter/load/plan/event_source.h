#pragma once

#include "emitter/platform/events/event.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hookline {

/// Events without end: the kinds given, in turn, each of contacts, deals, lists and campaigns that
/// differ from event to event. They come out of a real account, which is played through once at the
/// start. One thread at a time.
class EventSource {
 public:
  /// `types` isn't empty; may name one twice. `first` is where in its round it starts, so that
  /// several sources don't send the same things at the same time.
  explicit EventSource(std::span<const EventType> types, std::size_t first = 0);

  /// The next event; stays until the next call.
  const Event& next(std::uint64_t id, std::int64_t time_s);

  /// How many differ before they come around again.
  std::size_t round() const { return events_.size(); }

  /// The highest list that any of its events concerns.
  static constexpr std::uint64_t kListsMax = 10;

 private:
  std::vector<Event> events_;
  std::size_t next_;
};

}  // namespace hookline
