#pragma once

#include "emitter/delivery/delivery_counts.h"
#include "emitter/delivery/delivery_state.h"
#include "emitter/delivery/receiver_id.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hookline {

/// A delivery as a queue keeps it. All of it can be written down: times are the calendar's, and
/// nothing in it is of use to one process alone.
struct QueuedDelivery {
  std::uint64_t id = 0;  ///< given by whoever accepts it
  std::uint64_t event_id = 0;
  ReceiverId receiver;
  std::string url;
  std::shared_ptr<const std::string> payload;  ///< a form; shared by an event's deliveries
  std::int64_t due_us = 0;                     ///< since 1970 UTC
  int attempt = 1;                             ///< the number of the attempt that is next
  std::uint64_t lease = 0;                     ///< set by DeliveryQueue::lease()
};

/// What is asked of DeliveryQueue::lease(). Times in microseconds since 1970 UTC.
struct LeaseTerms {
  std::int64_t now_us = 0;
  std::int64_t until_us = 0;
  std::size_t most = 1000;
};

/// A delivery that has ended.
struct Settlement {
  std::uint64_t id = 0;
  DeliveryState state = DeliveryState::kDelivered;  ///< or kFailed
};

/// A delivery that is to be tried later, or that whoever leased it won't send.
struct Deferral {
  std::uint64_t id = 0;
  std::uint64_t lease = 0;
  std::int64_t due_us = 0;
  int attempt = 1;
};

/// Keeps deliveries from their acceptance to their end, whatever becomes of those who send them.
///
/// - Work comes in batches, as each call may cost as much as a disk or a network does. A batch
///   counts as a whole: where a call throws, none of it has happened.
/// - At least once: a delivery that was accepted is given out, again and again, until it is
///   settled. A lease gives it to one sender alone, and ends by itself: the work of a sender that
///   died is given to others without anybody doing anything.
/// - Several processes may have queues on one place, where its kind of storage allows that.
///
/// All calls throw Failure(kCannotRun).
class DeliveryQueue {
 public:
  virtual ~DeliveryQueue() = default;

  /// Once it has returned, they are kept. An id that is pending already isn't accepted again.
  virtual void accept(std::span<const QueuedDelivery> deliveries) = 0;
  /// What is due now and leased by nobody: by due time (or where a lease ended, that time), and in
  /// the order of acceptance where that is the same. Until terms.until_us nobody else gets them.
  virtual std::vector<QueuedDelivery> lease(const LeaseTerms& terms) = 0;
  /// Whoever has leased them: the first end counts, and one of what isn't pending changes nothing.
  virtual void settle(std::span<const Settlement> ended) = 0;
  /// Gives the leases back; the deliveries come again once they are due. Where a lease has ended
  /// and another has begun, nothing changes.
  virtual void defer(std::span<const Deferral> later) = 0;

  /// From when on lease() has something to give; none where nothing is pending.
  virtual std::optional<std::int64_t> next_us() = 0;
  /// Of all that it ever accepted.
  virtual DeliveryCounts counts() = 0;
};

}  // namespace hookline
