#include "emitter/work/worker.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/queue/seats/open_seats.h"
#include "emitter/work/run_figures.h"

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

/// How often the worker looks what the others say, and says what it does.
constexpr auto kLookEvery = 250ms;
/// How often an idle one asks the queue: what is accepted is found within so long.
constexpr auto kPollEvery = 50ms;
/// Deliveries are leased so long before they are due: while the queue's disk takes up to that long
/// for a commit, they are sent on time all the same.
constexpr auto kLead = 400ms;
constexpr auto kGather = 10ms;
constexpr auto kTidyEvery = 10s;
/// How long what is under way may take at the end.
constexpr auto kFinishWithin = 5s;
/// What waits longer for its next attempt is the queue's again.
constexpr auto kHeldMax = 5s;
/// Of an answer, for those who want to hear of it.
constexpr std::size_t kAnswerKeptBytes = 1024;

std::string worker_name() {
  utsname names{};
  const bool is_known = ::uname(&names) == 0;
  return fmt::format("{}-{}", is_known ? names.nodename : "worker", ::getpid());
}

}  // namespace

class Worker::Impl {
 public:
  Impl(WorkOptions options, std::stop_token stop)
      : options_(std::move(options)),
        stop_(std::move(stop)),
        seat_(take_worker_seat(options_.queue, stop_, worker_name())),
        figures_(seat_->name()) {}

  const std::string& name() const { return seat_->name(); }
  const std::string& place() const { return seat_->place(); }

  WorkDone run() {
    std::optional<std::string> failure;
    {
      QueueDispatcher dispatcher(seat_->queue(), dispatch_options(),
                                 [this](const Attempt& attempt) { on_attempt(attempt); });
      wait_for_stop(dispatcher);
      if (!dispatcher.finish(kFinishWithin)) done_.given_back = dispatcher.held();
      failure = dispatcher.failure();
    }
    if (failure) throw Failure(ExitCode::kCannotRun, *failure);
    write_figures();
    seat_->finish();
    done_.delivered = figures_.delivered();
    done_.failed = figures_.failed();
    done_.duplicates = seat_->duplicates();
    return done_;
  }

 private:
  QueueDispatcherOptions dispatch_options() {
    QueueDispatcherOptions options;
    options.dispatch = options_.dispatch;
    options.dispatch.run = seat_->mark();
    options.dispatch.held_max = kHeldMax;
    options.dispatch.in_flight_max = 100'000;
    options.lease = options_.lease;
    options.look_every = kPollEvery;
    options.lead = kLead;
    options.gather = kGather;
    options.dispatch.answer_kept_bytes = kAnswerKeptBytes;
    options.before_telling = [this] { seat_->write_reports(); };
    options.on_look = [this] { return look(); };
    return options;
  }

  void wait_for_stop(const QueueDispatcher& dispatcher) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    while (!stop_.stop_requested() && !dispatcher.failure()) {
      never.wait_for(lock, stop_, kLookEvery, [] { return false; });
    }
  }

  /// A dispatcher's thread.
  void on_attempt(const Attempt& attempt) {
    figures_.record(attempt);
    seat_->note(attempt);
    if (attempt.switched_off.empty()) return;
    const std::lock_guard lock(mutex_);
    switched_off_.emplace_back(attempt.receiver, attempt.switched_off);
  }

  /// The queue's thread, as what follows.
  SwitchedReceivers look() {
    seat_->write_reports();
    tell_switched_off();
    const auto now = Clock::now();
    if (now < look_at_) return {};
    look_at_ = now + kLookEvery;
    seat_->tell();
    if (options_.per_host_max > 0) {
      const auto peers = seat_->peers();
      seat_->shares().set_limit(options_.per_host_max, peers.count, peers.place);
    }
    const std::int64_t now_us = wall_clock_us();
    const std::int64_t lease_us = std::chrono::microseconds(options_.lease).count();
    seat_->renew(now_us + lease_us * 2 / 3, now_us + lease_us);
    figures_.note(seat_->producers());
    write_figures();
    if (now >= tidy_at_) {
      tidy_at_ = now + kTidyEvery;
      seat_->tidy();
    }
    return newly_switched();
  }

  SwitchedReceivers newly_switched() {
    SwitchedReceivers switched;
    for (const auto& [receiver, is_off] : seat_->newly_switched()) {
      (is_off ? switched.off : switched.on).push_back(receiver);
    }
    return switched;
  }

  void tell_switched_off() {
    std::vector<std::pair<ReceiverId, std::string>> told;
    {
      const std::lock_guard lock(mutex_);
      std::swap(told, switched_off_);
    }
    for (const auto& [receiver, reason] : told) seat_->switch_off(receiver, reason);
  }

  void write_figures() {
    for (const auto& [producer, bytes] : figures_.changed()) seat_->write_figures(producer, bytes);
  }

  const WorkOptions options_;
  const std::stop_token stop_;
  const std::unique_ptr<WorkerSeat> seat_;
  RunFigures figures_;
  WorkDone done_;
  Clock::time_point look_at_;
  Clock::time_point tidy_at_;
  std::mutex mutex_;
  std::vector<std::pair<ReceiverId, std::string>> switched_off_;  ///< guarded by mutex_
};

Worker::Worker(WorkOptions options, std::stop_token stop)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(stop))) {}

Worker::~Worker() = default;

const std::string& Worker::name() const {
  return impl_->name();
}

const std::string& Worker::place() const {
  return impl_->place();
}

WorkDone Worker::run() {
  return impl_->run();
}

}  // namespace hookline
