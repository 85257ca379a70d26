#include "emitter/load/load_worker.h"

#include "emitter/events/payload.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace hookline {
namespace {

using namespace std::chrono_literals;

/// Events are made so long before they are due: enough for a thread that has to wait for a
/// processor, little enough that few are made in vain when a run is stopped.
constexpr auto kAheadMin = 20ms;
constexpr auto kAheadMax = 40ms;

std::int64_t unix_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

/// Its part of so many, of which the first ones get what doesn't divide evenly.
std::size_t part_of(std::size_t all, LoadWorker::Share share) {
  return all / share.of + (share.number < all % share.of ? 1 : 0);
}

DispatcherOptions options_for(const LoadPlan& plan, const std::string& run,
                              LoadWorker::Share share) {
  DispatcherOptions options;
  options.timeout_ms = plan.timeout_ms;
  options.retry = plan.promise.retry;
  options.attempt_header = plan.promise.attempt_header;
  options.signing_key = plan.signing_key;
  options.allowed_hosts = plan.allowed_hosts;
  options.run = run;
  options.threads = 1;
  options.connections_per_host = part_of(plan.connections, share);
  options.in_flight_max = std::max<std::size_t>(1, plan.pending_max / share.of);
  return options;
}

}  // namespace

LoadWorker::LoadWorker(const LoadPlan& plan, const WebhookCrowd& crowd, const std::string& run,
                       Share share)
    : plan_(plan),
      crowd_(crowd),
      share_(share),
      connections_(part_of(plan.connections, share)),
      url_(std::make_shared<const Url>(plan.to)),
      source_(plan.events, share.number),
      next_event_(share.number),
      dispatcher_(options_for(plan, run, share),
                  [this](const Attempt& attempt) { on_attempt(attempt); }) {}

LoadWorker::~LoadWorker() {
  cancel();
  if (thread_.joinable()) thread_.join();
}

void LoadWorker::start(Clock::time_point start, std::function<void()> on_done) {
  start_ = start;
  on_done_ = std::move(on_done);
  thread_ = std::thread([this] { run(); });
}

void LoadWorker::cancel() {
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
  }
  changed_.notify_all();
  dispatcher_.cancel();
}

void LoadWorker::run() {
  if (plan_.rate) {
    send_at_rate();
  } else {
    send_as_room_comes();
  }
  dispatcher_.drain();
  on_done_();
}

bool LoadWorker::is_over(std::uint64_t event, Clock::time_point due) const {
  if (plan_.count && event >= *plan_.count) return true;
  return plan_.duration_ms && due - start_ >= std::chrono::milliseconds(*plan_.duration_ms);
}

/// False when the run is stopped first.
bool LoadWorker::wait_until(Clock::time_point time) {
  std::unique_lock lock(mutex_);
  return !changed_.wait_until(lock, time, [this] { return is_stopped_.load(); });
}

void LoadWorker::send_at_rate() {
  const Pacer::Seconds duration = std::chrono::milliseconds(plan_.duration_ms.value_or(0));
  const Pacer pacer = Pacer::shaped(plan_.pace, start_, *plan_.rate, duration);
  auto due = pacer.due(next_event_);
  while (!is_stopped_ && !is_over(next_event_, due)) {
    if (due - Clock::now() > kAheadMax && !wait_until(due - kAheadMin)) break;
    made_.clear();
    add_event(next_event_, due, made_);
    for (Delivery& delivery : made_) dispatcher_.submit(std::move(delivery));
    next_event_ += share_.of;
    due = pacer.due(next_event_);
  }
  events_unsent_ = due_and_unsent(pacer);
}

/// What the limit of pending deliveries, or a stop, kept from being sent. Looked for in doublings
/// and halvings, as it may be millions.
std::uint64_t LoadWorker::due_and_unsent(const Pacer& pacer) const {
  const auto now = Clock::now();
  const auto is_due = [&](std::uint64_t steps) {
    const std::uint64_t event = next_event_ + steps * share_.of;
    const auto due = pacer.due(event);
    return due <= now && !is_over(event, due);
  };
  if (!is_due(0)) return 0;
  std::uint64_t due = 0;
  std::uint64_t not_due = 1;
  while (is_due(not_due)) due = std::exchange(not_due, not_due * 2);
  while (not_due - due > 1) {
    const std::uint64_t middle = due + (not_due - due) / 2;
    (is_due(middle) ? due : not_due) = middle;
  }
  return not_due;
}

void LoadWorker::send_as_room_comes() {
  if (!wait_until(start_)) return;
  std::vector<Delivery> first;
  while (first.size() < connections_ && !is_over(next_event_, start_)) {
    add_event(next_event_, start_, first);
    next_event_ += share_.of;
  }
  if (first.empty()) return;
  // From the first submission on, all but this list belongs to the loop.
  in_flight_ = first.size();
  const auto now = Clock::now();
  for (Delivery& delivery : first) {
    delivery.due = now;
    dispatcher_.submit(std::move(delivery));
  }
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_finished_; });
}

void LoadWorker::add_event(std::uint64_t event, Clock::time_point due,
                           std::vector<Delivery>& deliveries) {
  const Event& happened = source_.next(event + 1, unix_seconds());
  crowd_.match(happened, lists_, firing_);
  const Payload payload = render_payload(happened);
  ++events_;
  for (const MatchIndex::Position position : firing_) {
    deliveries.push_back({accept(), event + 1, position + std::uint64_t{1}, url_, payload, due});
  }
}

std::uint64_t LoadWorker::accept() {
  const std::lock_guard lock(ledger_mutex_);
  return id_of(share_, ledger_.accept());
}

void LoadWorker::on_attempt(const Attempt& attempt) {
  using State = Ledger::State;
  tally_.record(attempt, start_);
  if (!attempt.is_last()) return;
  if (attempt.outcome != Outcome::kCancelled) {
    const std::uint64_t number = (attempt.delivery_id - 1) / share_.of;
    const std::lock_guard lock(ledger_mutex_);
    ledger_.end(number, attempt.delivered() ? State::kDelivered : State::kFailed);
  }
  if (plan_.rate) return;
  --in_flight_;
  refill();
}

void LoadWorker::refill() {
  made_.clear();
  while (in_flight_ < connections_ && !is_stopped_) {
    const auto now = Clock::now();
    if (is_over(next_event_, now)) break;
    add_event(next_event_, now, made_);
    next_event_ += share_.of;
    in_flight_ += made_.size();
    for (Delivery& delivery : made_) dispatcher_.submit(std::move(delivery));
    made_.clear();
  }
  if (in_flight_ > 0) return;
  const std::lock_guard lock(mutex_);
  is_finished_ = true;
  changed_.notify_all();
}

}  // namespace hookline
