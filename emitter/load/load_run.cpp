#include "emitter/load/load_run.h"

#include "catcher/base/net/addresses/address_guard.h"
#include "catcher/base/process/failure.h"
#include "emitter/delivery/timing/wall_time.h"
#include "emitter/load/arrival_check.h"
#include "emitter/load/load_start.h"
#include "emitter/load/load_worker.h"
#include "emitter/load/results/used_cpu.h"
#include "emitter/load/resume/journal_writer.h"
#include "emitter/scenario/play/captures/capture_source.h"

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

constexpr auto kProgressEvery = 250ms;
/// Between the start of the threads and the first event, so that they run by then.
constexpr auto kHeadStart = 50ms;

class LoadRun {
 public:
  LoadRun(const LoadPlan& plan, const LoadRunOptions& options)
      : plan_(plan),
        options_(options),
        from_(options.journal ? start_from(*options.journal, plan, options.catcher)
                              : first_start(plan, options.catcher)),
        is_at_end_(from_.is_at_end(plan)),
        crowd_(plan.webhooks, plan.matching, plan.events) {
    if (options.journal) {
      writer_ = std::make_unique<JournalWriter>(
          [&journal = *options.journal](auto accepted, auto ended) {
            journal.commit(accepted, ended);
          },
          [this] { cancel(); });
    }
    for (std::uint64_t i = 0; i < from_.workers.size(); ++i) {
      sent_again_ += from_.workers[i].pending.size();
      delivered_before_ += from_.workers[i].ledger.delivered();
      failed_before_ += from_.workers[i].ledger.failed();
      workers_.push_back(std::make_unique<LoadWorker>(plan, crowd_, from_.run,
                                                      Lane{i, from_.workers.size()},
                                                      std::move(from_.workers[i]), writer_.get()));
    }
  }

  LoadResult run() {
    const std::int64_t cpu_before_us = used_cpu_us();
    begun_ = plan_.start_at_us ? steady_time(*plan_.start_at_us) : Clock::now() + kHeadStart;
    start_ = begun_ - from_.elapsed;
    if (options_.journal) options_.journal->set_start(start_);
    const bool interrupted = !is_at_end_ && !do_work();
    LoadResult result = collected(interrupted);
    result.run = from_.run;
    result.cpu_us = used_cpu_us() - cpu_before_us;
    if (options_.catcher) {
      result.arrivals =
          check_arrivals(*options_.catcher, from_.caught_before, from_.run, ledgers());
      result.arrivals->allow_retries(result.tally.retries);
    }
    if (options_.journal) tell_of_journal(result);
    return result;
  }

 private:
  /// False when the user stopped it.
  bool do_work() {
    for (const auto& worker : workers_) {
      worker->start(start_, from_.elapsed, [this] { on_worker_done(); });
    }
    const bool finished = wait_for_workers();
    if (writer_) {
      writer_->flush();
      if (const auto failure = writer_->failure()) throw Failure(*failure);
    }
    return finished;
  }

  void on_worker_done() {
    const std::lock_guard lock(mutex_);
    ++done_;
    changed_.notify_all();
  }

  /// By then every delivery should have ended, with all its retries. A closed loop needs no such
  /// limit: it stops making events, and every attempt has a time-out.
  Clock::time_point give_up_at() const {
    if (!plan_.rate) return Clock::time_point::max();
    const RetryPolicy& retry = plan_.promise.retry;
    const auto attempts = static_cast<std::int64_t>(retry.delays.size()) + 1;
    return std::max(begun_, planned_end()) +
           attempts * std::chrono::milliseconds(plan_.timeout_ms) + retry.longest() + 1s;
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
      cancel();
      lock.lock();
      changed_.wait(lock, all_done);
    }
    return !stopped;
  }

  void cancel() {
    for (const auto& worker : workers_) worker->cancel();
  }

  void show_progress() const {
    if (!options_.on_progress) return;
    LoadProgress progress;
    progress.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::max(Clock::duration::zero(), Clock::now() - begun_));
    for (const auto& worker : workers_) {
      const DeliveryCounts counts = worker->counts();
      progress.delivered += counts.delivered;
      progress.failed += counts.failed;
      progress.pending += counts.pending;
      progress.latency.merge(worker->account().latency());
    }
    options_.on_progress(progress);
  }

  std::vector<const Ledger*> ledgers() const {
    std::vector<const Ledger*> ledgers;
    for (const auto& worker : workers_) ledgers.push_back(&worker->account().ledger());
    return ledgers;
  }

  LoadResult collected(bool interrupted) const {
    LoadResult result;
    result.interrupted = interrupted;
    result.tally.last_end = begun_;
    for (const auto& worker : workers_) {
      result.tally.merge(worker->account().tally());
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
    result.delivered_before = delivered_before_;
    result.failed_before = failed_before_;
    const auto end = interrupted ? Clock::now() : std::max(planned_end(), result.tally.last_end);
    result.duration_s = std::max(0.0, std::chrono::duration<double>(end - begun_).count());
    return result;
  }

  void tell_of_journal(LoadResult& result) const {
    Journal& journal = *options_.journal;
    JournalRun run = *journal.run();
    if (!result.interrupted && result.events_unsent == 0 && !run.is_accepted_whole) {
      run.is_accepted_whole = true;
      journal.save(run);
    }
    result.journal = LoadJournal{journal.file(), run.starts, sent_again_, is_at_end_};
    if (result.arrivals) result.arrivals->duplicates_max = run.sent_again;
  }

  /// The start, where the plan has a number of events and no rate.
  Clock::time_point planned_end() const {
    if (plan_.duration_ms) return start_ + std::chrono::milliseconds(*plan_.duration_ms);
    if (!plan_.rate) return begun_;
    return plan_.pacer(start_).due(*plan_.count);
  }

  const LoadPlan& plan_;
  const LoadRunOptions& options_;
  LoadStart from_;
  const bool is_at_end_;  ///< before it begins: nothing is left to be sent
  std::uint64_t sent_again_ = 0;
  std::uint64_t delivered_before_ = 0;
  std::uint64_t failed_before_ = 0;
  const WebhookCrowd crowd_;
  Clock::time_point start_;  ///< as if all starts of the run were one
  Clock::time_point begun_;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::size_t done_ = 0;  ///< guarded by mutex_

  std::unique_ptr<JournalWriter> writer_;  ///< null without a journal
  std::vector<std::unique_ptr<LoadWorker>> workers_;
};

}  // namespace

void refuse_foreign_host(const LoadPlan& plan) {
  const AddressGuard guard(plan.allowed_hosts);
  for (const Url& url : plan.to) {
    const std::string problem = guard.problem_with_host(url.host());
    if (!problem.empty()) throw Failure(ExitCode::kCannotRun, problem);
  }
}

LoadResult run_load(const LoadPlan& plan, const LoadRunOptions& options) {
  refuse_foreign_host(plan);
  return LoadRun(plan, options).run();
}

}  // namespace hookline
