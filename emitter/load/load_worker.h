#pragma once

#include "emitter/delivery/dispatch/dispatcher.h"
#include "emitter/load/load_start.h"
#include "emitter/load/loops/event_sender.h"
#include "emitter/load/loops/sending_loop.h"
#include "emitter/load/loops/worker_account.h"
#include "emitter/load/plan/load_plan.h"
#include "emitter/load/plan/webhook_crowd.h"
#include "emitter/load/resume/journal_writer.h"
#include "emitter/load/resume/lane.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace hookline {

// A thread has a dispatcher, events, connections and figures of its own, merged at the end: nothing
// is shared while it runs.

/// One of a run's threads: a dispatcher with one loop, events of its own, and the account of what
/// became of them. Shares nothing with the others while it runs but the crowd of webhooks, which
/// doesn't change.
class LoadWorker {
 public:
  /// References outlive it. `writer`: see EventSender.
  LoadWorker(const LoadPlan& plan, const WebhookCrowd& crowd, const std::string& run, Lane lane,
             WorkerStart from, JournalWriter* writer);
  /// Cancels and joins.
  ~LoadWorker();
  LoadWorker(const LoadWorker&) = delete;
  LoadWorker& operator=(const LoadWorker&) = delete;

  /// Once. Events are due from `start` on, of which `elapsed` lies behind. `on_done` is called on a
  /// thread of the worker's, when everything accepted has ended.
  void start(Clock::time_point start, Clock::duration elapsed, std::function<void()> on_done);
  /// Ends all that is pending, and accepts nothing more. Any thread.
  void cancel();
  /// Any thread, any time.
  DeliveryCounts counts() const { return dispatcher_.counts(); }
  /// See WorkerAccount for what may be asked when.
  const WorkerAccount& account() const { return account_; }

  // Once it is done.
  std::uint64_t events() const { return sender_.events(); }
  std::uint64_t events_unsent() const { return loop_->events_unsent(); }

 private:
  void run();
  void on_attempt(const Attempt& attempt);

  JournalWriter* const writer_;
  std::vector<Delivery> pending_;  ///< from before
  WorkerAccount account_;
  EventSender sender_;
  const std::unique_ptr<SendingLoop> loop_;
  std::function<void()> on_done_;

  Dispatcher dispatcher_;
  std::thread thread_;
};

}  // namespace hookline
