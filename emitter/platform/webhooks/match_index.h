#pragma once

#include "emitter/platform/events/event_type.h"
#include "emitter/platform/events/source.h"
#include "emitter/platform/webhooks/webhook.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace hookline {

// Matching is an index over event, source and list: its cost follows the webhooks that fire.

/// Which webhooks an event fires, looked up by type, source and list: the cost follows the webhooks
/// that fire, not those that exist. Immutable; any number of threads may ask it at once.
class MatchIndex {
 public:
  /// Position of a webhook among those that the index was built from.
  using Position = std::uint32_t;

  MatchIndex() = default;
  /// Knows the active webhooks at their positions; the others never fire. Null: none is there.
  explicit MatchIndex(std::span<const std::shared_ptr<const Webhook>> webhooks);

  /// Appends the positions of the webhooks that fire, each once, in ascending order. `lists` are
  /// the lists that the event concerns, in any order, repeats and zeros ignored.
  void match(EventType type, Source source, std::span<const std::uint64_t> lists,
             std::vector<Position>& firing) const;

 private:
  /// A run of positions_.
  struct Run {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };

  /// From a list's id to its run. An open-addressed table: it is asked at each event, and may hold
  /// a million lists.
  class ListTable {
   public:
    void reserve(std::size_t lists);
    void insert(std::uint64_t list, Run run);
    Run find(std::uint64_t list) const;

   private:
    struct Slot {
      std::uint64_t list = 0;  ///< 0: empty
      Run run;
    };
    std::size_t slot_of(std::uint64_t list) const;
    std::vector<Slot> slots_;  ///< size is a power of two
  };

  /// All that one type and source can fire.
  struct Bucket {
    Run unscoped;      ///< fire whatever the event's lists are
    ListTable scoped;  ///< fire when the event has their list
  };

  /// One webhook in one bucket; list 0 where the event's lists don't matter.
  struct Entry {
    std::uint64_t list;
    Position position;
  };

  Bucket make_bucket(std::span<const Entry> entries);
  bool holds_exactly(const Bucket& bucket, std::span<const Entry> entries) const;
  std::span<const Position> positions_of(Run run) const;
  static std::size_t total_size(std::span<const Run> runs);
  void append_merged(std::span<const Run> runs, std::vector<Position>& firing) const;
  const Bucket* bucket(EventType type, Source source) const {
    return buckets_[static_cast<std::size_t>(type)][static_cast<std::size_t>(source)].get();
  }

  /// Pairs of type and source that fire the same webhooks share a bucket: a million webhooks that
  /// listen for everything are then stored twice, not a hundred times.
  std::array<std::array<std::shared_ptr<const Bucket>, kSources.size()>, kEventTypeCount> buckets_;
  std::vector<Position> positions_;
};

}  // namespace hookline
