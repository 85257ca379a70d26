#pragma once

#include "emitter/delivery/dispatch/dispatcher.h"
#include "emitter/delivery/dispatch/inbox.h"
#include "emitter/delivery/dispatch/schedule.h"
#include "emitter/delivery/dispatch/tally.h"
#include "emitter/delivery/promises/receiver_standings.h"
#include "emitter/delivery/timing/deadline_timer.h"
#include "emitter/delivery/timing/timekeeper.h"
#include "emitter/delivery/wire/hosts.h"
#include "emitter/delivery/wire/jobs/job.h"
#include "emitter/delivery/wire/wire.h"

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/steady_timer.hpp>

namespace hookline {

/// One thread of a dispatcher, with its own connections. Takes deliveries in, keeps those whose
/// time hasn't come, and hands the others to their host. What fails it keeps for its next attempt,
/// or lets go, as the retry policy says.
class DispatchLoop {
 public:
  /// All references outlive it.
  DispatchLoop(const DispatcherOptions& options, Timekeeper& time, const AddressGuard& guard,
               NameResolver& resolver, Trust& trust, Tally& tally,
               const Dispatcher::OnAttempt& on_attempt);
  /// Cancels what is pending and joins the thread.
  ~DispatchLoop();
  DispatchLoop(const DispatchLoop&) = delete;
  DispatchLoop& operator=(const DispatchLoop&) = delete;

  /// Any thread.
  void submit(Delivery delivery);
  /// Any thread; see Dispatcher::switch_on().
  void switch_on(ReceiverId receiver);
  /// Any thread; see Dispatcher::cancel().
  void cancel();
  /// Any thread; see Dispatcher::switch_off().
  void switch_off(ReceiverId receiver);
  /// Any thread: somebody waits from now on, so that virtual time may pass.
  void let_time_pass();
  /// Whether the calling thread is a loop's, which must never wait for one.
  static bool is_on_a_loop();

 private:
  void run();
  void take_in();
  void accept(Delivery delivery, Clock::time_point now);
  void send(Delivery delivery, Clock::time_point ready, Clock::time_point now);
  void send_scheduled(Clock::time_point now);
  void wait_for_scheduled();
  void skip_the_wait();

  void on_ended(Job&& job, Attempt&& attempt);
  void set_next(Attempt& attempt, Delivery& delivery);
  void end_unsent(Delivery delivery, Outcome outcome, std::string problem);
  void end_all_to(ReceiverId receiver);
  void cancel_all();

  Wire wire_;
  Tally& tally_;
  const Dispatcher::OnAttempt& on_attempt_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> stay_;
  std::atomic<bool> is_cancelled_ = false;
  Inbox inbox_;

  // The loop's own.
  ReceiverStandings standings_;
  std::size_t in_flight_ = 0;  ///< given to a host, and not ended
  DeadlineTimer deadlines_;
  ConnectionBudget budget_;
  Schedule schedule_;
  boost::asio::steady_timer schedule_timer_;
  Clock::time_point schedule_timer_at_ = Clock::time_point::max();
  Hosts hosts_;
  std::vector<Delivery> taken_;

  std::thread thread_;
};

}  // namespace hookline
