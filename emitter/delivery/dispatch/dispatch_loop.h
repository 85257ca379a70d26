#pragma once

#include "emitter/delivery/promises/webhook_standings.h"
#include "emitter/delivery/tally.h"
#include "emitter/delivery/timing/deadline_wheel.h"
#include "emitter/delivery/timing/timekeeper.h"
#include "emitter/delivery/wire/host_pool.h"
#include "emitter/delivery/wire/job.h"
#include "emitter/delivery/wire/wire.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/steady_timer.hpp>

namespace hookline {

/// One thread of a dispatcher, with its own connections. Takes deliveries in, keeps those whose
/// time hasn't come, and hands the others to the pool of their host. What fails it keeps for its
/// next attempt, as the retry policy says.
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
  /// Any thread; see Dispatcher::cancel().
  void cancel();
  /// Any thread: somebody waits from now on, so that virtual time may pass.
  void let_time_pass();
  /// Whether the calling thread is a loop's, which must never wait for one.
  static bool is_on_a_loop();

 private:
  struct Scheduled {
    Delivery delivery;
    Clock::time_point at;     ///< when it is sent: due, or later where the webhook is spared
    std::uint64_t number;     ///< keeps the order of those to be sent at the same time
    Clock::time_point ready;  ///< as Job::ready
  };
  static bool is_later(const Scheduled& a, const Scheduled& b);

  void run();
  void take_in();
  void accept(Delivery delivery, Clock::time_point now);
  void schedule(Delivery delivery, Clock::time_point at, Clock::time_point ready);
  void send_scheduled(Clock::time_point now);
  void wait_for_scheduled();
  void skip_the_wait();
  bool has_mail();
  void send(Delivery delivery, Clock::time_point ready, Clock::time_point now);
  std::shared_ptr<const Target> target_of(const std::shared_ptr<const Url>& url);
  HostPool& pool_of(const Url& url);
  void end_unsent(Delivery delivery, Outcome outcome, std::string problem);
  void on_ended(Job&& job, Ending&& ending);
  void try_again(Delivery delivery, const Attempt& attempt);
  void end_all_of(std::uint64_t webhook_id, HostPool& pool);
  void cancel_all();

  void watch(Deadline& deadline, Clock::time_point at);
  void wait_for_deadline(Clock::time_point at);

  Wire wire_;
  Tally& tally_;
  const Dispatcher::OnAttempt& on_attempt_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> stay_;

  // The loop's own.
  WebhookStandings standings_;
  std::size_t in_flight_ = 0;  ///< given to a pool, and not ended
  DeadlineWheel deadlines_;
  ConnectionBudget budget_;
  boost::asio::steady_timer deadline_timer_;
  Clock::time_point deadline_timer_at_ = Clock::time_point::max();
  std::vector<Scheduled> scheduled_;  ///< a heap, the earliest on top
  std::uint64_t scheduled_count_ = 0;
  boost::asio::steady_timer scheduled_timer_;
  Clock::time_point scheduled_timer_at_ = Clock::time_point::max();
  std::unordered_map<std::string, std::unique_ptr<HostPool>> pools_;
  std::unordered_map<const Url*, std::shared_ptr<const Target>> targets_;
  std::vector<Delivery> taken_;

  std::atomic<bool> is_cancelled_ = false;
  std::mutex mutex_;
  std::vector<Delivery> inbox_;  ///< guarded by mutex_

  std::thread thread_;
};

}  // namespace hookline
