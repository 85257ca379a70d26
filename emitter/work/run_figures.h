#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/delivery/queue/shared/worker_seat.h"
#include "emitter/load/results/worker_figures.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace hookline {

/// What a worker measures, for each producer whose deliveries it sends. Any thread.
class RunFigures {
 public:
  explicit RunFigures(std::string worker) : worker_(std::move(worker)) {}

  void record(const Attempt& attempt);
  /// Of all producers.
  std::uint64_t delivered() const;
  std::uint64_t failed() const;

  /// All that there are, and when their runs began: times count from there. Others are forgotten,
  /// and of those that hear of each attempt anyway nothing more is measured.
  void note(const std::vector<WorkerSeat::Producer>& producers);
  /// By producer, of those that something was recorded of since the last call, to be written down.
  std::vector<std::pair<std::int64_t, std::string>> changed();

 private:
  struct Run {
    Clock::time_point start;
    std::int64_t cpu_before_us = 0;
    bool has_changed = false;
    WorkerFigures figures;
  };
  void count(const Attempt& attempt);
  Run& run_of(std::int64_t producer);

  const std::string worker_;
  mutable std::mutex mutex_;
  std::map<std::int64_t, Clock::time_point> starts_;  // this and what follows: guarded by mutex_
  std::set<std::int64_t> hearing_;
  std::map<std::int64_t, Run> runs_;
  std::uint64_t delivered_ = 0;
  std::uint64_t failed_ = 0;
};

}  // namespace hookline
