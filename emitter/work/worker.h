#pragma once

#include "emitter/delivery/dispatch/queue_dispatcher.h"
#include "emitter/delivery/queue/shared/queue_place.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace hookline {

struct WorkOptions {
  QueuePlace queue;
  DispatcherOptions dispatch;  ///< `run` and `held_max` are the worker's
  /// Over all workers, what may be under way to one host; 0: no such limit.
  std::size_t per_host_max = 0;
  /// Who dies with deliveries gives them back after so long.
  std::chrono::milliseconds lease = std::chrono::seconds(15);
};

/// What a worker has done.
struct WorkDone {
  std::uint64_t delivered = 0;
  std::uint64_t failed = 0;
  std::uint64_t given_back = 0;  ///< what it still had when it was stopped
  std::uint64_t duplicates = 0;  ///< ends of what had ended already
};

/// Sends what is in a shared queue, beside any number of others.
class Worker {
 public:
  /// Throws Failure. `stop` as take_worker_seat()'s.
  Worker(WorkOptions options, std::stop_token stop);
  ~Worker();

  /// "HOST-PID", as `emitter queue` shows it.
  const std::string& name() const;
  /// "HOST:PORT/DATABASE", or a file's path.
  const std::string& place() const;

  /// Until it is asked to stop. Then it ends what it has, or gives it back where that takes longer
  /// than a few seconds. Throws Failure(kCannotRun) where the queue refuses.
  WorkDone run();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hookline
