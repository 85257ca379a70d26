#include "emitter/load/loops/worker_account.h"

namespace hookline {

void WorkerAccount::accept(std::span<Delivery> deliveries) {
  const std::lock_guard lock(mutex_);
  for (Delivery& delivery : deliveries) delivery.id = lane_.id_of(ledger_.accept());
}

void WorkerAccount::record(const Attempt& attempt) {
  tally_.record(attempt, begun_);
  if (LoadTally::is_measured(attempt)) latency_.record(attempt.finished - attempt.due);
  if (!attempt.is_last() || attempt.outcome == Outcome::kCancelled) return;
  const std::lock_guard lock(mutex_);
  ledger_.end(lane_.number_of(attempt.delivery_id), attempt.state);
}

}  // namespace hookline
