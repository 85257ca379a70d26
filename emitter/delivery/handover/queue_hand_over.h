#pragma once

#include "emitter/delivery/dispatch/delivery_sender.h"
#include "emitter/delivery/dispatch/dispatcher.h"
#include "emitter/delivery/handover/producer_numbers.h"
#include "emitter/delivery/queue/delivery_queue.h"
#include "emitter/delivery/queue/shared/producer_seat.h"
#include "emitter/delivery/queue/shared/queue_place.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace hookline {

/// Hands what an outbox has over to a shared queue, whose workers send it, and brings back what
/// they report of each attempt. A thread of its own does that.
///
/// What the outbox has pending is handed over once, whatever is killed meanwhile: after a new start
/// the queue is asked what it has already. Where it has lost something, as after it fell back to an
/// older state, that is handed over again. A server that is away is waited for, which standard
/// error is told of; then the outbox keeps what is accepted.
class QueueHandOver final : public DeliverySender {
 public:
  struct Outbox {
    DeliveryQueue& queue;  ///< that has no other sender
    ProducerNumbers& numbers;
    std::uint64_t next_id = 1;  ///< of what is accepted next
  };
  /// What the outbox refers to outlives this. `on_attempt` is called on the thread. Throws Failure
  /// where there is no shared queue, see take_producer_seat().
  QueueHandOver(const Outbox& outbox, const QueuePlace& place, Dispatcher::OnAttempt on_attempt);
  /// What is handed over stays so; the rest stays in the outbox.
  ~QueueHandOver() override;
  /// From then on. Once.
  void begin();
  QueueHandOver(const QueueHandOver&) = delete;
  QueueHandOver& operator=(const QueueHandOver&) = delete;

  void wake() override;
  void switch_on(ReceiverId receiver) override;
  std::optional<std::string> failure() const override;
  Marking marking() const override { return marking_; }
  std::optional<HandedOver> handed_over() const override;

 private:
  /// What is needed to give one back to the outbox.
  struct Held {
    std::uint64_t lease = 0;
    std::int64_t due_us = 0;
    int attempt = 1;
  };

  bool is_stopped() const { return stop_.stop_requested(); }
  void run();
  void serve();
  void tell_switched_on();
  void take_back_what_is_lost();
  bool hand_over();
  void count_handed_over(std::size_t more);
  ReceiverId theirs(ReceiverId receiver) const;
  QueuedDelivery as_theirs(QueuedDelivery own) const;
  bool hear();
  void note(const Attempt& attempt, std::vector<Settlement>& ended);
  void settle(const std::vector<Settlement>& ended);
  void settle_unreported();
  void look_for_workers();
  void wait();

  DeliveryQueue& outbox_;
  ProducerNumbers& numbers_;
  const Dispatcher::OnAttempt on_attempt_;
  std::stop_source stop_;
  Marking marking_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool is_woken_ = false;  // this and what follows: guarded by mutex_
  std::vector<ReceiverId> switched_on_;
  std::optional<std::string> failure_;
  HandedOver counts_;

  // The thread's, once it is there.
  const std::unique_ptr<ProducerSeat> seat_;
  ProducerSeat& producer_;
  std::uint64_t connections_;
  std::unordered_map<std::uint64_t, Held> held_;  ///< handed over, and not ended; by own id
  std::vector<Settlement> unreported_;
  Clock::time_point look_for_workers_at_;
  bool are_workers_missing_ = false;

  std::thread thread_;
};

}  // namespace hookline
