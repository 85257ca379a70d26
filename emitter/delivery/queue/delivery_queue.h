#pragma once

#include "emitter/delivery/delivery.h"
#include "emitter/delivery/queue/ledger.h"

#include <cstdint>
#include <span>
#include <vector>

namespace hookline {

/// How an accepted delivery ended: as kDelivered or kFailed.
struct DeliveryEnd {
  std::uint64_t id = 0;
  Ledger::State state = Ledger::State::kDelivered;
};

/// Keeps deliveries from their acceptance to their end, whatever becomes of the process meanwhile.
/// Always in batches, as each call may cost as much as a disk or a network does:
///
/// - A batch counts as a whole. Once commit() has returned, its deliveries may be sent; where it
///   throws, none of them may, and the queue takes nothing more.
/// - At least once: what was accepted and has not ended is pending, and comes again from whichever
///   queue is opened on the same place next. An end whose batch was lost means one more sending.
/// - An id is accepted once. Ends come in any order; one of an id that isn't pending changes
///   nothing.
/// - Several emitters may share a place; then pending() gives a delivery to one of them only.
///
/// One thread at a time.
class DeliveryQueue {
 public:
  virtual ~DeliveryQueue() = default;
  /// The ends may belong to deliveries of this same batch. Throws Failure(kCannotRun).
  virtual void commit(std::span<const Delivery> accepted, std::span<const DeliveryEnd> ended) = 0;
  /// What is to be sent again, in the order of acceptance: asked once, before the first commit.
  virtual std::vector<Delivery> pending() = 0;
};

}  // namespace hookline
