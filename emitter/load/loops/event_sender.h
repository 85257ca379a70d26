#pragma once

#include "emitter/delivery/dispatch/dispatcher.h"
#include "emitter/load/loops/worker_account.h"
#include "emitter/load/plan/event_deliveries.h"
#include "emitter/load/plan/load_plan.h"
#include "emitter/load/resume/journal_writer.h"
#include "emitter/load/resume/lane.h"
#include "emitter/load/resume/worker_start.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace hookline {

/// Makes one worker's events, one after the other, and sends their deliveries; a loop says when.
/// One thread at a time, but for stop().
class EventSender {
 public:
  /// References outlive it. With a writer nothing is sent before that has written it; null: nothing
  /// is written.
  EventSender(const LoadPlan& plan, const WebhookCrowd& crowd, Lane lane, const WorkerStart& from,
              WorkerAccount& account, Dispatcher& dispatcher, JournalWriter* writer);

  /// Before anything else. Events are due from `start` on; `begun` is later where an earlier start
  /// of the run lies behind.
  void begin(Clock::time_point start, Clock::time_point begun);
  Clock::time_point start() const { return start_; }
  Clock::time_point begun() const { return begun_; }

  /// The event that is next, as numbers go in the plan; or so many of this worker's events later.
  std::uint64_t next_event(std::uint64_t later = 0) const { return next_event_ + later * lane_.of; }
  /// Whether the run ends before that event, if it is due then.
  bool is_over(std::uint64_t event, Clock::time_point due) const;
  /// Adds the deliveries of the next event, accepted. How many events that makes: events().
  void make_event(Clock::time_point due, std::vector<Delivery>& deliveries);
  std::uint64_t events() const { return events_; }

  /// Sends them once they are written, and empties the list.
  void submit(std::vector<Delivery>& deliveries);
  void send(std::span<Delivery> deliveries);
  /// While too much is to be written.
  void wait_for_writer();

  /// Nothing more is to be made. Any thread.
  void stop() { stop_.request_stop(); }
  bool is_stopped() const { return stop_.stop_requested(); }
  /// False when it is stopped first.
  bool wait_until(Clock::time_point time) const;

 private:
  void send_written(std::span<Delivery> deliveries);

  const LoadPlan& plan_;
  const Lane lane_;
  const bool accepts_;
  WorkerAccount& account_;
  Dispatcher& dispatcher_;
  JournalWriter* const writer_;
  const JournalWriter::Release release_;
  EventDeliveries source_;
  Clock::time_point start_;
  Clock::time_point begun_;
  std::uint64_t next_event_;
  std::uint64_t events_ = 0;
  std::stop_source stop_;
};

}  // namespace hookline
