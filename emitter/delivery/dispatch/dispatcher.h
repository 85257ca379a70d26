#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/delivery/delivery.h"
#include "emitter/delivery/delivery_counts.h"
#include "emitter/delivery/wire/jobs/dispatcher_options.h"

#include <functional>
#include <memory>

namespace hookline {

/// Sends deliveries: one loop per thread, each with its own connections. `on_attempt` is called on
/// a loop's thread for every attempt; the last one of a delivery, which there is exactly once, says
/// so (Attempt::is_last), unless it was put off. Between two attempts a delivery is pending. A
/// receiver that was switched off gets nothing more: what waits for its time, or is submitted
/// later, ends as kSwitchedOff. Redirects are not followed.
class Dispatcher {
 public:
  /// May submit more; must not throw, nor wait for the dispatcher.
  using OnAttempt = std::function<void(const Attempt&)>;

  /// Throws Failure for options that make no sense, and for a ca_file that can't be read.
  Dispatcher(DispatcherOptions options, OnAttempt on_attempt);
  /// Cancels what is pending and joins the threads.
  ~Dispatcher();
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  /// Any thread. Sent at once, or at its due time where that lies ahead. Deliveries to one webhook
  /// start in the order of their due times, those already due in the order in which they were
  /// submitted. Waits while in_flight_max are pending, except within on_attempt.
  void submit(Delivery delivery);
  /// A receiver that was switched off gets what is submitted from now on; its failures so far count
  /// no more. Any thread.
  void switch_on(ReceiverId receiver);
  /// As if it had answered that it is gone. What is on its way to it is sent. Any thread.
  void switch_off(ReceiverId receiver);
  /// Waits until nothing is pending, also no retry: every on_attempt has returned.
  void drain();
  /// Ends all that is pending, and whatever is submitted from now on, as kCancelled. Any thread,
  /// also a signal watcher's.
  void cancel();
  DeliveryCounts counts() const;
  /// The time that due times are held against.
  Clock::time_point now() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hookline
