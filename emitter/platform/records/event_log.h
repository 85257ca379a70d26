#pragma once

#include "emitter/platform/events/event.h"
#include "emitter/platform/webhooks/webhook_snapshot.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace hookline {

/// Something that happened, and what came of it.
struct HappenedEvent {
  Event event;
  std::vector<std::uint64_t> fired;  ///< webhooks, by ascending id
  std::uint64_t first_delivery = 0;  ///< the others follow it: one for each webhook that was fired
  std::size_t deliveries = 0;        ///< an automation's action has one, and fires no webhook
  std::shared_ptr<const WebhookSnapshot> webhooks;  ///< as they were
};

struct EventLogLimits {
  std::size_t count_max = 10'000;
  std::uint64_t bytes_max = std::uint64_t{64} << 20;  ///< about
};

/// Which are meant, the newest first.
struct EventSelection {
  std::optional<EventType> type = {};
  std::optional<std::uint64_t> contact = {};
  std::uint64_t after = 0;  ///< only ids over it
  std::uint64_t before = std::numeric_limits<std::uint64_t>::max();
  std::size_t limit = std::numeric_limits<std::size_t>::max();
};

/// What happened lately, in memory: the oldest goes first. Any thread.
class EventLog {
 public:
  using Entry = std::shared_ptr<const HappenedEvent>;

  explicit EventLog(EventLogLimits limits = {}) : limits_(limits) {}

  /// Each id is over those before.
  void add(HappenedEvent happened);
  /// Null where it isn't in the log (any more).
  Entry find(std::uint64_t id) const;
  std::vector<Entry> select(const EventSelection& selection) const;
  /// 0 without any.
  std::uint64_t oldest_id() const;

 private:
  struct Kept {
    Entry entry;
    std::uint64_t bytes = 0;  ///< without the webhooks
  };
  std::deque<Kept>::const_iterator first_after(std::uint64_t id) const;
  void forget_oldest();

  const EventLogLimits limits_;
  mutable std::mutex mutex_;
  std::deque<Kept> kept_;    ///< by ascending id; guarded by mutex_
  std::uint64_t bytes_ = 0;  ///< of these, each snapshot counted once; guarded by mutex_
};

}  // namespace hookline
