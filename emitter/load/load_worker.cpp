#include "emitter/load/load_worker.h"

#include "emitter/platform/payloads/payload.h"

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

std::vector<std::shared_ptr<const Url>> shared(const std::vector<Url>& urls) {
  std::vector<std::shared_ptr<const Url>> all;
  for (const Url& url : urls) all.push_back(std::make_shared<const Url>(url));
  return all;
}

DispatcherOptions options_for(const LoadPlan& plan, const std::string& run,
                              LoadWorker::Share share) {
  DispatcherOptions options;
  options.timeout_ms = plan.timeout_ms;
  options.retry = plan.promise.retry;
  options.attempt_header = plan.promise.attempt_header;
  options.signing_key = plan.signing_key;
  options.ca_file = plan.ca_file;
  options.checks_certificates = plan.checks_certificates;
  options.allowed_hosts = plan.allowed_hosts;
  options.run = run;
  options.threads = 1;
  options.connections_per_host = part_of(plan.connections, share);
  options.in_flight_max = std::max<std::size_t>(1, plan.pending_max / share.of);
  return options;
}

}  // namespace

LoadWorker::LoadWorker(const LoadPlan& plan, const WebhookCrowd& crowd, const std::string& run,
                       Share share, WorkerStart from, QueueWriter* writer)
    : plan_(plan),
      crowd_(crowd),
      share_(share),
      connections_(part_of(plan.connections, share)),
      urls_(shared(plan.to)),
      accepts_(from.accepts),
      writer_(writer),
      release_([this](std::span<Delivery> deliveries) { send_kept(deliveries); }),
      source_(plan.events, share.number + from.next_event / share.of),
      pending_(std::move(from.pending)),
      next_event_(from.next_event),
      ledger_(std::move(from.ledger)),
      dispatcher_(options_for(plan, run, share),
                  [this](const Attempt& attempt) { on_attempt(attempt); }) {}

LoadWorker::~LoadWorker() {
  cancel();
  if (thread_.joinable()) thread_.join();
}

void LoadWorker::start(Clock::time_point start, Clock::duration elapsed,
                       std::function<void()> on_done) {
  start_ = start;
  begun_ = start + elapsed;
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
  if (writer_) writer_->flush();
  dispatcher_.drain();
  on_done_();
}

bool LoadWorker::is_over(std::uint64_t event, Clock::time_point due) const {
  if (!accepts_ || (plan_.count && event >= *plan_.count)) return true;
  return plan_.duration_ms && due - start_ >= std::chrono::milliseconds(*plan_.duration_ms);
}

/// False when the run is stopped first.
bool LoadWorker::wait_until(Clock::time_point time) {
  std::unique_lock lock(mutex_);
  return !changed_.wait_until(lock, time, [this] { return is_stopped_.load(); });
}

void LoadWorker::send_at_rate() {
  const Pacer pacer = plan_.pacer(start_);
  send(pending_);
  auto due = pacer.due(next_event_);
  while (!is_stopped_ && !is_over(next_event_, due)) {
    if (due - Clock::now() > kAheadMax && !wait_until(due - kAheadMin)) break;
    if (writer_) writer_->wait_for_room();
    made_.clear();
    add_event(next_event_, due, made_);
    submit(made_);
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
  if (!wait_until(begun_)) return;
  std::vector<Delivery> first;
  while (pending_.size() + first.size() < connections_ && !is_over(next_event_, begun_)) {
    add_event(next_event_, begun_, first);
    next_event_ += share_.of;
  }
  in_flight_ = pending_.size() + first.size();
  if (in_flight_ == 0) return;
  // From the first submission on, all but these lists belongs to the loop.
  const auto now = Clock::now();
  for (Delivery& delivery : first) delivery.due = now;
  send(pending_);
  submit(first);
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_finished_; });
}

void LoadWorker::submit(std::vector<Delivery>& deliveries) {
  if (writer_) {
    writer_->accept(deliveries, release_);
  } else {
    send(deliveries);
  }
}

/// Without a rate they are due now, and no sooner: the time of the journal shows in the rate.
void LoadWorker::send_kept(std::span<Delivery> deliveries) {
  if (!plan_.rate) {
    const auto now = Clock::now();
    for (Delivery& delivery : deliveries) delivery.due = now;
  }
  send(deliveries);
}

void LoadWorker::send(std::span<Delivery> deliveries) {
  for (Delivery& delivery : deliveries) dispatcher_.submit(std::move(delivery));
}

void LoadWorker::add_event(std::uint64_t event, Clock::time_point due,
                           std::vector<Delivery>& deliveries) {
  const Event& happened = source_.next(event + 1, unix_seconds());
  crowd_.match(happened, lists_, firing_);
  const Payload payload = render_payload(happened);
  ++events_;
  for (const MatchIndex::Position position : firing_) {
    deliveries.push_back({accept(), event + 1, position + std::uint64_t{1},
                          urls_[position % urls_.size()], payload, due});
  }
}

std::uint64_t LoadWorker::accept() {
  const std::lock_guard lock(ledger_mutex_);
  return share_.id_of(ledger_.accept());
}

void LoadWorker::on_attempt(const Attempt& attempt) {
  using State = Ledger::State;
  tally_.record(attempt, begun_);
  if (LoadTally::is_measured(attempt)) latency_.record(attempt.finished - attempt.due);
  if (!attempt.is_last()) return;
  if (attempt.outcome != Outcome::kCancelled) {
    const State state = attempt.delivered() ? State::kDelivered : State::kFailed;
    {
      const std::lock_guard lock(ledger_mutex_);
      ledger_.end(share_.number_of(attempt.delivery_id), state);
    }
    if (writer_) writer_->end({attempt.delivery_id, state});
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
    submit(made_);
    made_.clear();
  }
  if (in_flight_ > 0) return;
  const std::lock_guard lock(mutex_);
  is_finished_ = true;
  changed_.notify_all();
}

}  // namespace hookline
