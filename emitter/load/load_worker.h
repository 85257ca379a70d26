#pragma once

#include "emitter/delivery/dispatch/dispatcher.h"
#include "emitter/delivery/queue/lane.h"
#include "emitter/delivery/queue/ledger.h"
#include "emitter/delivery/queue/queue_writer.h"
#include "emitter/load/latency/live_latency.h"
#include "emitter/load/load_start.h"
#include "emitter/load/plan/event_source.h"
#include "emitter/load/plan/load_plan.h"
#include "emitter/load/plan/webhook_crowd.h"
#include "emitter/load/results/load_tally.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace hookline {

/// One of a run's threads: a dispatcher with one loop, events of its own, and the account of what
/// became of them. Shares nothing with the others while it runs but the crowd of webhooks, which
/// doesn't change.
class LoadWorker {
 public:
  /// Which of how many: the first is 0. Delivery ids are the run's: worker and number in its ledger
  /// make the id, and back.
  using Share = Lane;

  /// References outlive it. With a writer nothing is sent before that has written it; null: nothing
  /// is written.
  LoadWorker(const LoadPlan& plan, const WebhookCrowd& crowd, const std::string& run, Share share,
             WorkerStart from, QueueWriter* writer);
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
  DispatchCounts counts() const { return dispatcher_.counts(); }
  /// From the due time, of what was answered or timed out so far. Any thread, any time.
  LatencyCounts latency() const { return latency_.counts(); }

  // Once it is done.
  const LoadTally& tally() const { return tally_; }
  const Ledger& ledger() const { return ledger_; }
  std::uint64_t events() const { return events_; }
  /// Due within the run, and not accepted before its end.
  std::uint64_t events_unsent() const { return events_unsent_; }

 private:
  void run();
  void send_at_rate();
  std::uint64_t due_and_unsent(const Pacer& pacer) const;
  void send_as_room_comes();
  bool wait_until(Clock::time_point time);
  bool is_over(std::uint64_t event, Clock::time_point due) const;

  void submit(std::vector<Delivery>& deliveries);
  void send_kept(std::span<Delivery> deliveries);
  void send(std::span<Delivery> deliveries);
  void add_event(std::uint64_t event, Clock::time_point due, std::vector<Delivery>& deliveries);
  std::uint64_t accept();
  void on_attempt(const Attempt& attempt);
  void refill();

  const LoadPlan& plan_;
  const WebhookCrowd& crowd_;
  const Share share_;
  const std::size_t connections_;
  const std::vector<std::shared_ptr<const Url>> urls_;
  const bool accepts_;
  QueueWriter* const writer_;
  const QueueWriter::Release release_;
  Clock::time_point start_;
  Clock::time_point begun_;  ///< later than start_ where an earlier start of the run lies behind
  std::function<void()> on_done_;

  // Of whoever makes the events: at a rate the worker's thread, else the dispatcher's loop.
  EventSource source_;
  std::vector<std::uint64_t> lists_;
  std::vector<MatchIndex::Position> firing_;
  std::vector<Delivery> pending_;  ///< from before
  std::vector<Delivery> made_;
  std::uint64_t next_event_;
  std::uint64_t events_ = 0;
  std::uint64_t events_unsent_ = 0;

  // The loop's.
  LoadTally tally_;
  LiveLatency latency_;
  std::size_t in_flight_ = 0;  ///< kept only without a rate

  std::mutex ledger_mutex_;
  Ledger ledger_;  ///< guarded by ledger_mutex_ while it runs

  std::atomic<bool> is_stopped_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_finished_ = false;  ///< without a rate: nothing in flight, and nothing will be; guarded

  Dispatcher dispatcher_;
  std::thread thread_;
};

}  // namespace hookline
