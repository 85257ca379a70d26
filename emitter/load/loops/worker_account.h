#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/delivery/queue/ledger.h"
#include "emitter/load/latency/live_latency.h"
#include "emitter/load/results/load_tally.h"
#include "emitter/load/resume/lane.h"

#include <cstdint>
#include <mutex>
#include <span>

namespace hookline {

/// What a worker has accepted, and what became of it.
class WorkerAccount {
 public:
  WorkerAccount(Lane lane, Ledger ledger) : lane_(lane), ledger_(std::move(ledger)) {}

  /// Gives them their ids. Any thread.
  void accept(std::span<Delivery> deliveries);
  /// The run begins: times are counted from here on.
  void begin(Clock::time_point begun) { begun_ = begun; }
  /// The dispatcher's thread. What was cancelled stays pending.
  void record(const Attempt& attempt);

  /// From the due time, of what was answered or timed out so far. Any thread, any time.
  LatencyCounts latency() const { return latency_.counts(); }

  // Once all has ended.
  const LoadTally& tally() const { return tally_; }
  const Ledger& ledger() const { return ledger_; }

 private:
  const Lane lane_;
  Clock::time_point begun_;
  LoadTally tally_;
  LiveLatency latency_;
  std::mutex mutex_;
  Ledger ledger_;  ///< guarded by mutex_
};

}  // namespace hookline
