#include "emitter/load/shared/shared_load.h"

#include "emitter/delivery/queue/ledger.h"
#include "emitter/delivery/queue/seats/open_seats.h"
#include "emitter/delivery/timing/wall_time.h"
#include "emitter/load/arrival_check.h"
#include "emitter/load/plan/event_deliveries.h"
#include "emitter/load/results/used_cpu.h"
#include "emitter/scenario/play/captures/capture_source.h"

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace hookline {
namespace {

using namespace std::chrono_literals;

constexpr auto kAskEvery = 250ms;
/// Events are accepted so long before they are due, longer than a disk is busy with what others
/// write; and those of the time between the two at once.
constexpr auto kAcceptedAhead = 500ms;
constexpr auto kAcceptedAheadMax = 550ms;
constexpr std::size_t kBatchMax = 2'000;
/// Workers write their figures a little after the ends.
constexpr auto kFiguresWithin = 3s;
constexpr auto kMissingWorkersEvery = 10s;

class SharedLoadRun {
 public:
  SharedLoadRun(const LoadPlan& plan, const LoadRunOptions& options, const QueuePlace& place)
      : plan_(plan),
        options_(options),
        seat_(take_producer_seat(place, options.stop)),
        producer_(*seat_),
        crowd_(plan.webhooks, plan.matching, plan.events),
        source_(plan, crowd_, 0) {}

  LoadResult run() {
    const auto caught_before =
        options_.catcher ? options_.catcher->counts() : CaptureSource::Counts{};
    const std::int64_t cpu_before_us = used_cpu_us();
    begun_ = Clock::now() + kAcceptedAhead;
    plan_.rate ? accept_at_rate() : accept_at_will();
    const bool is_stopped = !wait_for_end();
    LoadResult result = collected(is_stopped);
    result.cpu_us += used_cpu_us() - cpu_before_us;
    if (options_.catcher) {
      const Ledger* ledger = &ledger_;
      result.arrivals = check_arrivals(*options_.catcher, caught_before, producer_.mark(),
                                       std::span(&ledger, 1), producer_.first_id());
      result.arrivals->allow_retries(result.tally.retries);
      result.arrivals->duplicates_max = result.taken_over;
    }
    if (!is_stopped) producer_.finish();
    return result;
  }

 private:
  bool is_stopped() const { return options_.stop.stop_requested(); }

  bool is_over(Clock::time_point due) const {
    if (plan_.count && events_ >= *plan_.count) return true;
    return plan_.duration_ms && due - begun_ >= std::chrono::milliseconds(*plan_.duration_ms);
  }

  void accept_at_rate() {
    const Pacer pacer = plan_.pacer(begun_);
    std::vector<QueuedDelivery> batch;
    auto due = pacer.due(0);
    while (!is_stopped() && !is_over(due)) {
      if (due - Clock::now() > kAcceptedAheadMax) {
        accept(batch);
        wait_until(due - kAcceptedAhead);
        continue;
      }
      make_event(due, batch);
      due = pacer.due(events_);
      if (batch.size() >= kBatchMax) accept(batch);
    }
    if (!is_stopped()) accept(batch);
  }

  /// As fast as the queue takes them, while not too many are pending.
  void accept_at_will() {
    std::vector<QueuedDelivery> batch;
    for (auto now = begun_; !is_stopped() && !is_over(now); now = Clock::now()) {
      if (ledger_.accepted() - ended() >= plan_.pending_max) {
        wait_until(now + kAskEvery / 5);
        look(0ms);
        continue;
      }
      make_event(now, batch);
      if (batch.size() >= kBatchMax) accept(batch);
      look(kAskEvery);
    }
    if (!is_stopped()) accept(batch);
  }

  void make_event(Clock::time_point due, std::vector<QueuedDelivery>& batch) {
    made_.clear();
    source_.add(events_ + 1, due, made_);
    ++events_;
    const std::int64_t due_us = wall_time_us(due);
    for (const Delivery& one : made_) {
      QueuedDelivery queued;
      queued.id = producer_.first_id() + ledger_.accept() + 1;
      queued.event_id = producer_.first_id() + one.event_id;
      queued.receiver = {producer_.first_receiver() + one.receiver.number, one.receiver.kind};
      queued.url = one.url->text();
      queued.payload = one.payload;
      queued.due_us = due_us;
      batch.push_back(std::move(queued));
    }
  }

  void accept(std::vector<QueuedDelivery>& batch) {
    producer_.accept(batch);
    batch.clear();
    look(kAskEvery);
  }

  std::uint64_t ended() const { return progress_.delivered + progress_.failed; }

  /// Asks how far the workers are, where that is so long ago.
  void look(Clock::duration every) {
    const auto now = Clock::now();
    if (now < looked_at_ + every) return;
    looked_at_ = now;
    progress_ = producer_.progress();
    if (progress_.workers > 0) {
      missing_since_ = looked_at_;
    } else if (now > missing_since_ + kMissingWorkersEvery) {
      missing_since_ = looked_at_;
      warn_that_nobody_sends(producer_);
    }
    if (options_.on_progress) options_.on_progress(shown_progress());
  }

  LoadProgress shown_progress() {
    LoadProgress shown;
    shown.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::max(Clock::duration::zero(), Clock::now() - begun_));
    shown.delivered = progress_.delivered;
    shown.failed = progress_.failed;
    shown.pending = ledger_.accepted() - ended();
    for (const WorkerFigures& worker : figures()) {
      for (const auto& stretch : worker.tally.timeline.stretches()) {
        shown.latency.merge(stretch.latency);
      }
    }
    return shown;
  }

  /// False when the user stopped it.
  bool wait_for_end() {
    look(0ms);
    while (ended() < ledger_.accepted() && !is_stopped()) {
      wait_until(Clock::now() + kAskEvery / 2);
      look(0ms);
    }
    return !is_stopped();
  }

  void wait_until(Clock::time_point time) {
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, options_.stop, time, [] { return false; });
  }

  std::vector<WorkerFigures> figures() {
    std::vector<WorkerFigures> all;
    for (const std::string& bytes : producer_.figures()) all.push_back(WorkerFigures::of(bytes));
    return all;
  }

  std::vector<WorkerFigures> last_figures() {
    const auto until = Clock::now() + kFiguresWithin;
    while (true) {
      auto all = figures();
      std::uint64_t told = 0;
      for (const WorkerFigures& worker : all) told += worker.delivered + worker.failed;
      if (told >= ended() || is_stopped() || Clock::now() > until) return all;
      wait_until(Clock::now() + kAskEvery / 5);
    }
  }

  LoadResult collected(bool is_stopped) {
    LoadResult result;
    result.run = producer_.mark();
    result.interrupted = is_stopped;
    result.events = events_;
    result.workers = last_figures();
    result.tally.last_end = begun_;
    for (const WorkerFigures& worker : result.workers) {
      result.tally.merge(worker.tally);
      result.cpu_us += worker.cpu_us;
    }
    for (const Settlement& one : producer_.ends()) {
      ledger_.end(one.id - producer_.first_id() - 1, one.state);
    }
    result.accepted = ledger_.accepted();
    result.delivered = ledger_.delivered();
    result.failed = ledger_.failed();
    result.pending = ledger_.pending();
    result.out_of_place = ledger_.out_of_place();
    result.taken_over = producer_.progress().taken_over;
    const auto end = is_stopped ? Clock::now() : std::max(planned_end(), result.tally.last_end);
    result.duration_s = std::max(0.0, std::chrono::duration<double>(end - begun_).count());
    return result;
  }

  Clock::time_point planned_end() const {
    if (plan_.duration_ms) return begun_ + std::chrono::milliseconds(*plan_.duration_ms);
    return plan_.rate ? plan_.pacer(begun_).due(*plan_.count) : begun_;
  }

  const LoadPlan& plan_;
  const LoadRunOptions& options_;
  const std::unique_ptr<ProducerSeat> seat_;
  ProducerSeat& producer_;
  const WebhookCrowd crowd_;
  EventDeliveries source_;
  std::vector<Delivery> made_;
  Ledger ledger_;
  std::uint64_t events_ = 0;
  Clock::time_point begun_;
  ProducerSeat::Progress progress_;
  Clock::time_point looked_at_;
  Clock::time_point missing_since_ = Clock::now();
  std::mutex mutex_;
  std::condition_variable_any changed_;
};

}  // namespace

LoadResult run_shared_load(const LoadPlan& plan, const LoadRunOptions& options,
                           const QueuePlace& queue) {
  refuse_foreign_host(plan);
  return SharedLoadRun(plan, options, queue).run();
}

}  // namespace hookline
