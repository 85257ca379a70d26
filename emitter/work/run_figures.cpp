#include "emitter/work/run_figures.h"

#include "emitter/delivery/queue/shared/producer_seat.h"
#include "emitter/delivery/timing/wall_time.h"
#include "emitter/load/results/used_cpu.h"

#include <algorithm>

namespace hookline {

void RunFigures::record(const Attempt& attempt) {
  const std::lock_guard lock(mutex_);
  count(attempt);
  const auto producer = producer_of(attempt.delivery_id);
  if (hearing_.contains(producer)) return;
  Run& run = run_of(producer);
  run.figures.tally.record(attempt, run.start);
  run.has_changed = true;
  if (!attempt.is_last() || attempt.outcome == Outcome::kCancelled) return;
  ++(attempt.delivered() ? run.figures.delivered : run.figures.failed);
}

void RunFigures::count(const Attempt& attempt) {
  if (!attempt.is_last() || attempt.outcome == Outcome::kCancelled) return;
  ++(attempt.delivered() ? delivered_ : failed_);
}

RunFigures::Run& RunFigures::run_of(std::int64_t producer) {
  const auto [found, is_new] = runs_.try_emplace(producer);
  Run& run = found->second;
  if (!is_new) return run;
  const auto start = starts_.find(producer);
  run.start = start == starts_.end() ? Clock::now() : start->second;
  run.cpu_before_us = used_cpu_us();
  run.figures.name = worker_;
  return run;
}

std::uint64_t RunFigures::delivered() const {
  const std::lock_guard lock(mutex_);
  return delivered_;
}

std::uint64_t RunFigures::failed() const {
  const std::lock_guard lock(mutex_);
  return failed_;
}

void RunFigures::note(const std::vector<WorkerSeat::Producer>& producers) {
  const std::lock_guard lock(mutex_);
  for (const WorkerSeat::Producer& producer : producers) {
    starts_.try_emplace(producer.number, steady_time(producer.started_us));
  }
  hearing_.clear();
  for (const WorkerSeat::Producer& producer : producers) {
    if (!producer.hears) continue;
    hearing_.insert(producer.number);
    runs_.erase(producer.number);
  }
  const auto is_gone = [&](std::int64_t number) {
    return std::none_of(producers.begin(), producers.end(),
                        [&](const auto& producer) { return producer.number == number; });
  };
  std::erase_if(starts_, [&](const auto& start) { return is_gone(start.first); });
  std::erase_if(runs_,
                [&](const auto& run) { return !run.second.has_changed && is_gone(run.first); });
}

std::vector<std::pair<std::int64_t, std::string>> RunFigures::changed() {
  const std::lock_guard lock(mutex_);
  std::vector<std::pair<std::int64_t, std::string>> changed;
  for (auto& [producer, run] : runs_) {
    if (!run.has_changed) continue;
    run.has_changed = false;
    run.figures.cpu_us = used_cpu_us() - run.cpu_before_us;
    changed.emplace_back(producer, run.figures.bytes());
  }
  return changed;
}

}  // namespace hookline
