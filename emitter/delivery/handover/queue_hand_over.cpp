#include "emitter/delivery/handover/queue_hand_over.h"

#include "catcher/base/process/diagnostics.h"
#include "catcher/base/process/failure.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/queue/seats/open_seats.h"
#include "emitter/delivery/queue/stored_number.h"

#include <chrono>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBatchMax = 2'000;
/// While something is with the workers: what they report is seen within so long.
constexpr auto kHearEvery = 100ms;
constexpr auto kIdleMax = 1s;
constexpr auto kLookForWorkersEvery = 10s;
/// The outbox gives all that it has, also what is due later, and for good: the shared queue knows
/// when it is due.
constexpr std::int64_t kForeverUs = std::int64_t{100} * 365 * 24 * 3600 * 1'000'000;

ProducerSeat::Terms terms_of(const QueueHandOver::Outbox& outbox) {
  ProducerSeat::Terms terms;
  terms.number = [&numbers = outbox.numbers](const std::string& mark) {
    return numbers.producer_in(mark);
  };
  terms.hears = true;
  terms.next_id = outbox.next_id;
  return terms;
}

}  // namespace

QueueHandOver::QueueHandOver(const Outbox& outbox, const QueuePlace& place,
                             Dispatcher::OnAttempt on_attempt)
    : outbox_(outbox.queue),
      numbers_(outbox.numbers),
      on_attempt_(std::move(on_attempt)),
      seat_(take_producer_seat(place, stop_.get_token(), terms_of(outbox), AfterStop::kNotAtAll)),
      producer_(*seat_),
      connections_(producer_.connections()),
      look_for_workers_at_(Clock::now() + kLookForWorkersEvery) {
  numbers_.keep_producer(producer_.mark(), producer_.number());
  marking_ = {producer_.mark(), producer_.first_id()};
}

void QueueHandOver::begin() {
  thread_ = std::thread([this] { run(); });
}

QueueHandOver::~QueueHandOver() {
  {
    const std::lock_guard lock(mutex_);
    stop_.request_stop();
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void QueueHandOver::wake() {
  {
    const std::lock_guard lock(mutex_);
    is_woken_ = true;
  }
  changed_.notify_all();
}

void QueueHandOver::switch_on(ReceiverId receiver) {
  {
    const std::lock_guard lock(mutex_);
    switched_on_.push_back(receiver);
  }
  changed_.notify_all();
}

std::optional<std::string> QueueHandOver::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

std::optional<DeliverySender::HandedOver> QueueHandOver::handed_over() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

void QueueHandOver::run() {
  try {
    while (!is_stopped()) serve();
    // Nobody will ever ask again what became of it.
    if (!numbers_.lasts()) producer_.finish();
  } catch (const Failure& failure) {
    if (is_stopped()) return;
    tell_error("deliveries can't be handed over to the queue", failure.what());
    const std::lock_guard lock(mutex_);
    failure_ = failure.what();
  }
}

void QueueHandOver::serve() {
  tell_switched_on();
  take_back_what_is_lost();
  while (!is_stopped() && hand_over()) {
  }
  while (!is_stopped() && hear()) {
  }
  settle_unreported();
  look_for_workers();
  wait();
}

/// Workers hear of it a little later, and would end what comes before.
void QueueHandOver::tell_switched_on() {
  std::vector<ReceiverId> receivers;
  {
    const std::lock_guard lock(mutex_);
    std::swap(receivers, switched_on_);
  }
  if (receivers.empty()) return;
  for (const ReceiverId receiver : receivers) producer_.switch_on(theirs(receiver));
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::microseconds(WorkerSeat::kSwitchedWithinUs),
                    [this] { return is_stopped(); });
}

/// A server that was away may come back, or another in its place, without what it had last.
void QueueHandOver::take_back_what_is_lost() {
  if (producer_.connections() == connections_) return;
  connections_ = producer_.connections();
  std::vector<std::int64_t> ids;
  for (const auto& [id, held] : held_) ids.push_back(stored(id + producer_.first_id()));
  const auto known = producer_.known(ids);
  std::vector<Deferral> lost;
  for (const auto& [id, held] : held_) {
    if (!known.contains(id + producer_.first_id()))
      lost.push_back({id, held.lease, held.due_us, held.attempt});
  }
  if (lost.empty()) return;
  warn(fmt::format("the queue at {} has lost {} deliveries; they are handed over again",
                   producer_.place(), lost.size()));
  for (const Deferral& one : lost) held_.erase(one.id);
  outbox_.defer(lost);
  const std::lock_guard lock(mutex_);
  counts_.again += lost.size();
}

/// Whether there may be more.
bool QueueHandOver::hand_over() {
  const std::int64_t now_us = wall_clock_us();
  auto leased = outbox_.lease({now_us + kForeverUs, now_us + 2 * kForeverUs, kBatchMax});
  if (leased.empty()) return false;
  const bool is_more = leased.size() == kBatchMax;
  std::vector<std::int64_t> asked;
  for (const QueuedDelivery& one : leased) {
    held_[one.id] = {one.lease, one.due_us, one.attempt};
    const std::uint64_t id = one.id + producer_.first_id();
    if (id <= producer_.highest_id()) asked.push_back(stored(id));
  }
  const auto known = producer_.known(asked);
  std::vector<QueuedDelivery> fresh;
  for (QueuedDelivery& one : leased) {
    const auto found = known.find(one.id + producer_.first_id());
    if (found == known.end()) {
      fresh.push_back(as_theirs(std::move(one)));
    } else if (found->second != DeliveryState::kPending) {
      unreported_.push_back({one.id, found->second});
    }
  }
  producer_.accept(fresh);
  count_handed_over(fresh.size());
  return is_more;
}

void QueueHandOver::count_handed_over(std::size_t more) {
  const std::lock_guard lock(mutex_);
  counts_.deliveries += more;
  counts_.pending = held_.size();
}

ReceiverId QueueHandOver::theirs(ReceiverId receiver) const {
  return {producer_.first_receiver() + receiver.number, receiver.kind};
}

QueuedDelivery QueueHandOver::as_theirs(QueuedDelivery own) const {
  own.id += producer_.first_id();
  own.event_id += producer_.first_id();
  own.receiver = theirs(own.receiver);
  return own;
}

/// Whether there may be more.
bool QueueHandOver::hear() {
  const auto reports = producer_.reports(kBatchMax);
  std::vector<Settlement> ended;
  for (const AttemptReport& report : reports) {
    Attempt attempt = report.attempt;
    attempt.delivery_id -= producer_.first_id();
    attempt.event_id -= producer_.first_id();
    attempt.receiver.number -= producer_.first_receiver();
    note(attempt, ended);
  }
  settle(ended);
  producer_.forget(reports);
  return reports.size() == kBatchMax;
}

/// Of what two workers have ended the first end counts.
void QueueHandOver::note(const Attempt& attempt, std::vector<Settlement>& ended) {
  if (!held_.contains(attempt.delivery_id)) return;
  on_attempt_(attempt);
  if (!attempt.is_last()) return;
  held_.erase(attempt.delivery_id);
  ended.push_back({attempt.delivery_id, attempt.state});
}

void QueueHandOver::settle(const std::vector<Settlement>& ended) {
  if (ended.empty()) return;
  outbox_.settle(ended);
  const std::lock_guard lock(mutex_);
  counts_.pending = held_.size();
}

/// What has ended, and whose reports were read before, but the outbox doesn't know: as after this
/// machine lost its last moments with its power.
void QueueHandOver::settle_unreported() {
  std::vector<Settlement> ended;
  for (const Settlement& one : std::exchange(unreported_, {})) {
    Attempt attempt;
    attempt.delivery_id = one.id;
    attempt.due = attempt.ready = attempt.started = attempt.finished = Clock::now();
    attempt.outcome = Outcome::kClosed;
    attempt.problem = "how it was answered was lost; the queue knows only how it ended";
    attempt.state = one.state;
    note(attempt, ended);
  }
  settle(ended);
}

void QueueHandOver::look_for_workers() {
  const auto now = Clock::now();
  if (held_.empty()) look_for_workers_at_ = now + kLookForWorkersEvery;
  if (now < look_for_workers_at_) return;
  look_for_workers_at_ = now + kLookForWorkersEvery;
  const bool are_missing = producer_.progress().workers == 0;
  if (are_missing && !std::exchange(are_workers_missing_, are_missing)) {
    warn_that_nobody_sends(producer_);
  }
  are_workers_missing_ = are_missing;
}

void QueueHandOver::wait() {
  std::unique_lock lock(mutex_);
  const auto most = held_.empty() ? Clock::duration(kIdleMax) : Clock::duration(kHearEvery);
  changed_.wait_for(lock, most,
                    [this] { return is_stopped() || is_woken_ || !switched_on_.empty(); });
  is_woken_ = false;
}

}  // namespace hookline
