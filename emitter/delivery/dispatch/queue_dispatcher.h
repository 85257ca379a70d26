#pragma once

#include "emitter/delivery/dispatch/delivery_sender.h"
#include "emitter/delivery/dispatch/dispatcher.h"
#include "emitter/delivery/queue/delivery_queue.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace hookline {

/// Receivers that somebody else has switched off, or on again.
struct SwitchedReceivers {
  std::vector<ReceiverId> off;
  std::vector<ReceiverId> on;
};

struct QueueDispatcherOptions {
  DispatcherOptions dispatch;  ///< in steady time
  /// How long a delivery stays this dispatcher's. Longer than a delivery takes that has to wait for
  /// a connection: at the end of its lease another dispatcher sends it, too.
  std::chrono::milliseconds lease = std::chrono::minutes(10);
  std::size_t batch_max = 1000;
  /// What will be due so soon is leased already: sent when it is due, it isn't late by what the
  /// queue takes.
  std::chrono::milliseconds lead = std::chrono::milliseconds(0);
  /// What has ended waits so long for more of it, where each call of the queue costs much.
  std::chrono::milliseconds gather = std::chrono::milliseconds(0);
  /// Another process may accept something for the same queue, or die with a lease, and doesn't wake
  /// this one: so it looks by itself.
  std::chrono::milliseconds look_every = std::chrono::seconds(1);
  /// Called on the queue's thread between its batches, and at least so often. May throw Failure,
  /// which ends the dispatcher as the queue's.
  std::function<SwitchedReceivers()> on_look = {};
  /// Called on the queue's thread before the queue is told what has ended or was put off: each
  /// attempt of that has been told of by then. May throw likewise.
  std::function<void()> before_telling = {};
};

/// Sends what a queue has: leases what is due in batches, as long as there is room, settles what
/// has ended, and defers what is to be tried again later than dispatch.held_max. A thread of its
/// own does that; what was handed back while it did goes into the next batch.
class QueueDispatcher final : public DeliverySender {
 public:
  /// `on_attempt` as the Dispatcher's; a delivery may end before the queue is told. The queue
  /// outlives this. Throws as the Dispatcher.
  QueueDispatcher(DeliveryQueue& queue, QueueDispatcherOptions options,
                  Dispatcher::OnAttempt on_attempt);
  /// Stops what is being sent, and gives it and all that waits back to the queue.
  ~QueueDispatcher() override;
  QueueDispatcher(const QueueDispatcher&) = delete;
  QueueDispatcher& operator=(const QueueDispatcher&) = delete;

  void wake() override;
  /// See Dispatcher::switch_on().
  void switch_on(ReceiverId receiver) override { dispatcher_.switch_on(receiver); }
  /// Leases nothing more, and waits until all that it has is sent, and the queue knows, or the time
  /// is over. False then.
  bool finish(std::chrono::milliseconds time);
  /// Leased, and neither ended nor given back. Any thread.
  std::size_t held() const;
  /// Why the queue failed.
  std::optional<std::string> failure() const override;
  Marking marking() const override { return {options_.dispatch.run, 0}; }

 private:
  /// What the queue is to be told.
  struct Notes {
    std::vector<Settlement> ended;
    std::vector<Deferral> later;

    bool empty() const { return ended.empty() && later.empty(); }
  };

  void run();
  void serve();
  void tell(const Notes& notes);
  bool lease();
  std::uint64_t room() const;
  void send(const QueuedDelivery& queued);
  void refuse(const QueuedDelivery& queued, std::string problem);
  std::shared_ptr<const Url> url_of(const std::string& text);
  void on_attempt(const Attempt& attempt);
  void look();
  void wait(bool is_finishing);

  DeliveryQueue& queue_;
  const QueueDispatcherOptions options_;
  const Dispatcher::OnAttempt on_attempt_;
  std::unordered_map<std::string, std::shared_ptr<const Url>> urls_;  ///< the thread's

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Notes notes_;  // this and what follows: guarded by mutex_
  std::unordered_map<std::uint64_t, std::uint64_t> leases_;  ///< by delivery, of what is being sent
  bool is_woken_ = false;
  bool is_finishing_ = false;
  bool is_busy_ = false;  ///< telling the queue, or leasing
  bool is_ending_ = false;
  std::optional<std::string> failure_;

  Dispatcher dispatcher_;
  std::thread thread_;
};

}  // namespace hookline
