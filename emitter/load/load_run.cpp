#include "emitter/load/load_run.h"

#include "catcher/failure.h"
#include "catcher/outgoing/address_guard.h"
#include "emitter/dispatch/run_id.h"
#include "emitter/load/arrival_check.h"
#include "emitter/load/load_worker.h"
#include "emitter/scenario/play/capture_source.h"

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

constexpr auto kProgressEvery = 250ms;
/// From the last moment of preparing to the first event: the threads have started by then.
constexpr auto kHeadStart = 50ms;

std::int64_t microseconds(const timeval& time) {
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000 + time.tv_usec;
}

std::int64_t cpu_us() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
}

void refuse_foreign_host(const LoadPlan& plan) {
  const std::string problem = AddressGuard(plan.allowed_hosts).problem_with_host(plan.to.host());
  if (!problem.empty()) throw Failure(ExitCode::kCannotRun, problem);
}

class LoadRun {
 public:
  LoadRun(const LoadPlan& plan, const LoadRunOptions& options)
      : plan_(plan),
        options_(options),
        run_(new_run_id()),
        crowd_(plan.webhooks, plan.matching, plan.events) {
    const auto threads = static_cast<std::uint64_t>(plan.threads);
    for (std::uint64_t i = 0; i < threads; ++i) {
      workers_.push_back(
          std::make_unique<LoadWorker>(plan, crowd_, run_, LoadWorker::Share{i, threads}));
    }
  }

  LoadResult run() {
    const auto caught_before = options_.catcher ? options_.catcher->counts() : CaptureCounts{};
    const std::int64_t cpu_before_us = cpu_us();
    start_ = Clock::now() + kHeadStart;
    for (const auto& worker : workers_) worker->start(start_, [this] { on_worker_done(); });
    const bool interrupted = !wait_for_workers();
    LoadResult result = collected(interrupted);
    result.cpu_us = cpu_us() - cpu_before_us;
    if (options_.catcher) {
      result.arrivals = check_arrivals(*options_.catcher, caught_before, run_, ledgers());
      result.arrivals->allow_retries(result.tally.retries);
    }
    return result;
  }

 private:
  using CaptureCounts = CaptureSource::Counts;

  void on_worker_done() {
    const std::lock_guard lock(mutex_);
    ++done_;
    changed_.notify_all();
  }

  /// When what was due has had all its time, that of its retries included, and a bit. A closed loop
  /// ends by itself, as each attempt does.
  Clock::time_point give_up_at() const {
    if (!plan_.rate) return Clock::time_point::max();
    const RetryPolicy& retry = plan_.promise.retry;
    const auto attempts = static_cast<std::int64_t>(retry.delays.size()) + 1;
    return planned_end() + attempts * std::chrono::milliseconds(plan_.timeout_ms) +
           retry.longest() + 1s;
  }

  /// False when the user stopped it.
  bool wait_for_workers() {
    const auto give_up_at = this->give_up_at();
    std::unique_lock lock(mutex_);
    const auto all_done = [this] { return done_ == workers_.size(); };
    while (!all_done() && !options_.stop.stop_requested() && Clock::now() < give_up_at) {
      const auto next = std::min(give_up_at, Clock::now() + kProgressEvery);
      changed_.wait_until(lock, options_.stop, next, all_done);
      lock.unlock();
      show_progress();
      lock.lock();
    }
    const bool stopped = !all_done() && options_.stop.stop_requested();
    if (!all_done()) {
      lock.unlock();
      for (const auto& worker : workers_) worker->cancel();
      lock.lock();
      changed_.wait(lock, all_done);
    }
    return !stopped;
  }

  void show_progress() const {
    if (!options_.on_progress) return;
    LoadProgress progress;
    progress.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::max(Clock::duration::zero(), Clock::now() - start_));
    for (const auto& worker : workers_) {
      const DispatchCounts counts = worker->counts();
      progress.delivered += counts.delivered;
      progress.failed += counts.failed;
      progress.pending += counts.pending;
    }
    options_.on_progress(progress);
  }

  std::vector<const Ledger*> ledgers() const {
    std::vector<const Ledger*> ledgers;
    for (const auto& worker : workers_) ledgers.push_back(&worker->ledger());
    return ledgers;
  }

  LoadResult collected(bool interrupted) const {
    LoadResult result;
    result.interrupted = interrupted;
    result.tally.last_end = start_;
    for (const auto& worker : workers_) {
      result.tally.merge(worker->tally());
      result.events += worker->events();
      result.events_unsent += worker->events_unsent();
    }
    for (const Ledger* ledger : ledgers()) {
      result.accepted += ledger->accepted();
      result.delivered += ledger->delivered();
      result.failed += ledger->failed();
      result.pending += ledger->pending();
      result.out_of_place += ledger->out_of_place();
    }
    const auto end = interrupted ? Clock::now() : std::max(planned_end(), result.tally.last_end);
    result.duration_s = std::max(0.0, std::chrono::duration<double>(end - start_).count());
    return result;
  }

  /// The start where the plan knows no end.
  Clock::time_point planned_end() const {
    if (plan_.duration_ms) return start_ + std::chrono::milliseconds(*plan_.duration_ms);
    if (!plan_.rate) return start_;
    return Pacer::shaped(plan_.pace, start_, *plan_.rate, {}).due(*plan_.count);
  }

  const LoadPlan& plan_;
  const LoadRunOptions& options_;
  const std::string run_;
  const WebhookCrowd crowd_;
  Clock::time_point start_;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::size_t done_ = 0;  ///< guarded by mutex_

  std::vector<std::unique_ptr<LoadWorker>> workers_;
};

}  // namespace

LoadResult run_load(const LoadPlan& plan, const LoadRunOptions& options) {
  refuse_foreign_host(plan);
  return LoadRun(plan, options).run();
}

}  // namespace hookline
