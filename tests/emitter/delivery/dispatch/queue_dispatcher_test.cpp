#include "emitter/delivery/dispatch/queue_dispatcher.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/queue/memory_delivery_queue.h"
#include "tests/support/attempt_log.h"
#include "tests/support/scripted_receiver.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Pair;
using testing::SizeIs;

/// In memory; tells of what it is told.
class WatchedQueue final : public DeliveryQueue {
 public:
  void accept(std::span<const QueuedDelivery> deliveries) override { queue_.accept(deliveries); }
  std::vector<QueuedDelivery> lease(const LeaseTerms& terms) override {
    if (fails_) throw Failure(ExitCode::kCannotRun, "the disk is full");
    return note(queue_.lease(terms));
  }
  void settle(std::span<const Settlement> ended) override {
    queue_.settle(ended);
    note(std::vector<QueuedDelivery>());
  }
  void defer(std::span<const Deferral> later) override {
    queue_.defer(later);
    const std::lock_guard lock(mutex_);
    deferred_.insert(deferred_.end(), later.begin(), later.end());
    changed_.notify_all();
  }
  std::optional<std::int64_t> next_us() override { return queue_.next_us(); }
  DeliveryCounts counts() override { return queue_.counts(); }

  void fail() { fails_ = true; }
  void wait_for(const std::function<bool()>& is_so) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, is_so);
  }
  void wait_for_pending(std::uint64_t pending) {
    wait_for([&] { return queue_.counts().pending == pending; });
  }
  const std::vector<Deferral>& deferred() const { return deferred_; }
  std::size_t largest_lease() const { return largest_lease_; }

 private:
  std::vector<QueuedDelivery> note(std::vector<QueuedDelivery> leased) {
    const std::lock_guard lock(mutex_);
    largest_lease_ = std::max(largest_lease_, leased.size());
    changed_.notify_all();
    return leased;
  }

  MemoryDeliveryQueue queue_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Deferral> deferred_;
  std::size_t largest_lease_ = 0;
  std::atomic<bool> fails_ = false;
};

QueuedDelivery queued(const std::string& url, std::uint64_t id, std::int64_t due_us) {
  QueuedDelivery delivery;
  delivery.id = id;
  delivery.receiver = 1;
  delivery.url = url;
  delivery.payload = std::make_shared<const std::string>("a=b");
  delivery.due_us = due_us;
  return delivery;
}

class QueueDispatcherTest : public testing::Test {
 protected:
  std::unique_ptr<QueueDispatcher> start(DispatcherOptions options = {}) {
    return std::make_unique<QueueDispatcher>(
        queue_, QueueDispatcherOptions{.dispatch = std::move(options)}, log_.recorder());
  }
  void accept(const std::string& url, std::uint64_t count, std::int64_t due_us = wall_clock_us()) {
    std::vector<QueuedDelivery> batch;
    for (std::uint64_t id = 1; id <= count; ++id) batch.push_back(queued(url, id, due_us));
    queue_.accept(batch);
  }

  WatchedQueue queue_;
  AttemptLog log_;
};

TEST_F(QueueDispatcherTest, SendsWhatTheQueueHasAndSettlesIt) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  accept(receiver.url(), 3000);
  const auto dispatcher = start();
  queue_.wait_for_pending(0);
  EXPECT_EQ(queue_.counts(), (DeliveryCounts{3000, 3000, 0, 0}));
  EXPECT_THAT(log_.outcomes(), ElementsAre(Pair("answered", 3000)));
}

TEST_F(QueueDispatcherTest, IsToldOfWhatIsAcceptedMeanwhile) {
  ScriptedReceiver receiver(answering(plain_answer(500)));
  const auto dispatcher = start();
  accept(receiver.url(), 2);
  dispatcher->wake();
  queue_.wait_for_pending(0);
  EXPECT_EQ(queue_.counts().failed, 2U);
}

TEST_F(QueueDispatcherTest, SendsAtTheDueTime) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  const std::int64_t due_us = wall_clock_us() + 30'000;
  accept(receiver.url(), 1, due_us);
  const auto dispatcher = start();
  queue_.wait_for_pending(0);
  EXPECT_GE(wall_clock_us(), due_us);
  EXPECT_GE(log_.all().at(0).started, log_.all().at(0).due);
}

TEST_F(QueueDispatcherTest, LeasesNoMoreThanThereIsRoomFor) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  accept(receiver.url(), 100);
  DispatcherOptions options;
  options.in_flight_max = 7;
  const auto dispatcher = start(options);
  queue_.wait_for_pending(0);
  EXPECT_LE(queue_.largest_lease(), 7U);
  EXPECT_EQ(queue_.counts().delivered, 100U);
}

TEST_F(QueueDispatcherTest, PutsOffWhatIsTriedAgainLaterThanItMayHold) {
  ScriptedReceiver receiver(answering(plain_answer(503)));
  DispatcherOptions options;
  options.retry.delays = {1ms, 1h};
  options.held_max = 1s;
  accept(receiver.url(), 1);
  const std::int64_t before_us = wall_clock_us();
  const auto dispatcher = start(options);
  queue_.wait_for([&] { return !queue_.deferred().empty(); });
  const Deferral deferral = queue_.deferred().at(0);
  EXPECT_EQ(deferral.attempt, 3);
  EXPECT_GE(deferral.due_us - before_us, std::chrono::microseconds(1h).count());
  EXPECT_EQ(queue_.next_us(), deferral.due_us);
  const auto attempts = log_.all();
  ASSERT_THAT(attempts, SizeIs(2));
  EXPECT_FALSE(attempts[0].put_off_until);
  EXPECT_TRUE(attempts[1].put_off_until);
  EXPECT_EQ(attempts[1].state, DeliveryState::kPending);
}

TEST_F(QueueDispatcherTest, GivesBackWhatItHasNotSentAtItsEnd) {
  ScriptedReceiver receiver(
      [](ScriptedReceiver::Connection& connection) { connection.read_to_end(); });
  accept(receiver.url(), 50);
  auto dispatcher = start();
  queue_.wait_for([&] { return queue_.largest_lease() == 50; });
  dispatcher.reset();
  EXPECT_THAT(queue_.deferred(), SizeIs(50));
  EXPECT_EQ(queue_.counts(), (DeliveryCounts{50, 0, 0, 50}));
  EXPECT_LE(queue_.next_us(), wall_clock_us()) << "another may have it at once";
  EXPECT_EQ(queue_.deferred()[0].attempt, 1);
}

TEST_F(QueueDispatcherTest, FailsWhatIsNoUrl) {
  accept("nowhere", 1);
  const auto dispatcher = start();
  queue_.wait_for_pending(0);
  EXPECT_EQ(queue_.counts().failed, 1U);
  EXPECT_THAT(log_.outcomes(), ElementsAre(Pair("forbidden", 1)));
}

TEST_F(QueueDispatcherTest, SaysWhyItsQueueFailed) {
  queue_.fail();
  ScriptedReceiver receiver(answering(plain_answer(200)));
  accept(receiver.url(), 1);
  const auto dispatcher = start();
  while (!dispatcher->failure()) std::this_thread::yield();
  EXPECT_EQ(dispatcher->failure(), "the disk is full");
}

}  // namespace
}  // namespace hookline
