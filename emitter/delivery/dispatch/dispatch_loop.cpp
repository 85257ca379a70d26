#include "emitter/delivery/dispatch/dispatch_loop.h"

#include "emitter/delivery/promises/retry_after.h"
#include "emitter/delivery/wire/client_connection.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include <boost/asio/post.hpp>

namespace hookline {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// What is remembered of URLs is forgotten beyond so many, and worked out anew.
constexpr std::size_t kTargetsMax = 65'536;

constexpr const char* kStopped = "the run was stopped first";
constexpr const char* kSwitchedOff = "the webhook was switched off first";

thread_local bool t_is_loop = false;

}  // namespace

DispatchLoop::DispatchLoop(const DispatcherOptions& options, Timekeeper& time,
                           const AddressGuard& guard, NameResolver& resolver, Trust& trust,
                           Tally& tally, const Dispatcher::OnAttempt& on_attempt)
    : wire_{options, time, guard, resolver, trust, budget_, std::make_shared<asio::io_context>(1),
            {},      {}},
      tally_(tally),
      on_attempt_(on_attempt),
      stay_(wire_.io->get_executor()),
      standings_(options.retry),
      budget_(options.connections_max / static_cast<std::size_t>(options.threads),
              std::chrono::milliseconds(options.idle_ms),
              [this](Deadline& deadline, Clock::time_point at) { watch(deadline, at); }),
      deadline_timer_(*wire_.io),
      scheduled_timer_(*wire_.io) {
  if (AttemptHeaders::wanted(options)) {
    wire_.attempt_headers = std::make_unique<AttemptHeaders>(options);
  }
  wire_.on_ended = [this](Job&& job, Ending&& ending) {
    on_ended(std::move(job), std::move(ending));
  };
  wire_.watch = [this](Deadline& deadline, Clock::time_point at) { watch(deadline, at); };
  thread_ = std::thread([this] { run(); });
}

DispatchLoop::~DispatchLoop() {
  cancel();
  asio::post(*wire_.io, [this] {
    deadline_timer_.cancel();
    scheduled_timer_.cancel();
    stay_.reset();
  });
  thread_.join();
}

void DispatchLoop::run() {
  t_is_loop = true;
  wire_.io->run();
}

bool DispatchLoop::is_on_a_loop() {
  return t_is_loop;
}

void DispatchLoop::submit(Delivery delivery) {
  bool was_empty = false;
  {
    const std::lock_guard lock(mutex_);
    was_empty = inbox_.empty();
    inbox_.push_back(std::move(delivery));
  }
  if (was_empty) asio::post(*wire_.io, [this] { take_in(); });
}

void DispatchLoop::take_in() {
  {
    const std::lock_guard lock(mutex_);
    std::swap(inbox_, taken_);
  }
  const auto now = wire_.time.now();
  send_scheduled(now);
  for (Delivery& delivery : taken_) accept(std::move(delivery), now);
  taken_.clear();
  wait_for_scheduled();
}

void DispatchLoop::accept(Delivery delivery, Clock::time_point now) {
  if (is_cancelled_) return end_unsent(std::move(delivery), Outcome::kCancelled, kStopped);
  const bool is_off = standings_.is_off(delivery.webhook_id);
  if (delivery.due <= now || is_off) return send(std::move(delivery), {}, now);
  const auto due = delivery.due;
  schedule(std::move(delivery), due, {});
}

void DispatchLoop::schedule(Delivery delivery, Clock::time_point at, Clock::time_point ready) {
  scheduled_.push_back({std::move(delivery), at, scheduled_count_++, ready});
  std::push_heap(scheduled_.begin(), scheduled_.end(), is_later);
}

bool DispatchLoop::is_later(const Scheduled& a, const Scheduled& b) {
  return std::pair(a.at, a.number) > std::pair(b.at, b.number);
}

void DispatchLoop::send_scheduled(Clock::time_point now) {
  while (!scheduled_.empty() && scheduled_.front().at <= now) {
    std::pop_heap(scheduled_.begin(), scheduled_.end(), is_later);
    Scheduled next = std::move(scheduled_.back());
    scheduled_.pop_back();
    send(std::move(next.delivery), next.ready, now);
  }
}

void DispatchLoop::wait_for_scheduled() {
  if (scheduled_.empty()) return;
  if (wire_.time.is_virtual()) return skip_the_wait();
  if (scheduled_.front().at >= scheduled_timer_at_) return;
  scheduled_timer_at_ = scheduled_.front().at;
  scheduled_timer_.expires_at(scheduled_timer_at_);
  scheduled_timer_.async_wait([this](const error_code& error) {
    if (error) return;
    scheduled_timer_at_ = Clock::time_point::max();
    send_scheduled(Clock::now());
    wait_for_scheduled();
  });
}

/// Virtual time jumps to what is due next. Not while anything may still come that is due before.
void DispatchLoop::skip_the_wait() {
  if (in_flight_ > 0 || !wire_.time.may_pass()) return;
  asio::post(*wire_.io, [this] {
    if (in_flight_ > 0 || scheduled_.empty() || !wire_.time.may_pass() || has_mail()) return;
    wire_.time.jump_to(scheduled_.front().at);
    send_scheduled(wire_.time.now());
    wait_for_scheduled();
  });
}

bool DispatchLoop::has_mail() {
  const std::lock_guard lock(mutex_);
  return !inbox_.empty();
}

void DispatchLoop::let_time_pass() {
  asio::post(*wire_.io, [this] { wait_for_scheduled(); });
}

void DispatchLoop::send(Delivery delivery, Clock::time_point ready, Clock::time_point now) {
  if (standings_.is_off(delivery.webhook_id)) {
    return end_unsent(std::move(delivery), Outcome::kSwitchedOff, kSwitchedOff);
  }
  const auto spared_until = standings_.spared_until(delivery.webhook_id);
  if (spared_until > now) {
    return schedule(std::move(delivery), spared_until, ready == Clock::time_point{} ? now : ready);
  }
  auto target = target_of(delivery.url);
  if (target->pool == nullptr) {
    return end_unsent(std::move(delivery), Outcome::kForbidden, target->forbidden);
  }
  HostPool& pool = *target->pool;
  ++in_flight_;
  pool.submit({std::move(delivery), std::move(target), {}, false, ready});
}

std::shared_ptr<const Target> DispatchLoop::target_of(const std::shared_ptr<const Url>& url) {
  const auto known = targets_.find(url.get());
  if (known != targets_.end()) return known->second;
  if (targets_.size() >= kTargetsMax) targets_.clear();
  std::string forbidden = wire_.guard.problem_with_host(url->host());
  HostPool* pool = forbidden.empty() ? &pool_of(*url) : nullptr;
  RequestHead head(*url, wire_.options.user_agent, wire_.options.run);
  auto target =
      std::make_shared<const Target>(Target{url, std::move(head), pool, std::move(forbidden)});
  return targets_.emplace(url.get(), std::move(target)).first->second;
}

HostPool& DispatchLoop::pool_of(const Url& url) {
  auto& pool = pools_[url.origin()];
  if (!pool) pool = std::make_unique<HostPool>(url, wire_);
  return *pool;
}

void DispatchLoop::end_unsent(Delivery delivery, Outcome outcome, std::string problem) {
  on_ended({std::move(delivery), nullptr, Clock::now(), false}, {outcome, 0, std::move(problem)});
}

void DispatchLoop::on_ended(Job&& job, Ending&& ending) {
  const bool was_sent = job.target != nullptr;
  if (was_sent) --in_flight_;
  Attempt attempt = job.ended_as(ending.outcome, ending.status, std::move(ending.problem));
  if (wire_.time.is_virtual()) {  // it stood still meanwhile
    attempt.started = attempt.finished = wire_.time.now();
    if (job.ready == Clock::time_point{}) attempt.ready = attempt.started;
  }
  if (!ending.retry_after.empty()) {
    attempt.retry_after = parse_retry_after(ending.retry_after, std::chrono::system_clock::now());
  }
  attempt.location = std::move(ending.location);
  standings_.judge(attempt, job.delivery.can_switch_off);
  on_attempt_(attempt);
  if (attempt.is_last()) {
    tally_.end(attempt.delivered());
  } else {
    try_again(std::move(job.delivery), attempt);
  }
  if (attempt.verdict == AttemptVerdict::kSwitchOff && was_sent) {
    end_all_of(attempt.webhook_id, *job.target->pool);
  }
  if (wire_.time.is_virtual()) wait_for_scheduled();
}

void DispatchLoop::try_again(Delivery delivery, const Attempt& attempt) {
  delivery.attempt = attempt.number + 1;
  delivery.due = attempt.finished + wire_.options.retry.delay_after(attempt);
  if (is_cancelled_) return end_unsent(std::move(delivery), Outcome::kCancelled, kStopped);
  const auto due = delivery.due;
  schedule(std::move(delivery), due, {});
  wait_for_scheduled();
}

/// What waits of a webhook that was switched off: for its time, and for a connection.
void DispatchLoop::end_all_of(std::uint64_t webhook_id, HostPool& pool) {
  const auto is_other = [&](const Scheduled& scheduled) {
    return scheduled.delivery.webhook_id != webhook_id;
  };
  const auto first = std::stable_partition(scheduled_.begin(), scheduled_.end(), is_other);
  std::vector<Scheduled> ended(std::make_move_iterator(first),
                               std::make_move_iterator(scheduled_.end()));
  scheduled_.erase(first, scheduled_.end());
  std::make_heap(scheduled_.begin(), scheduled_.end(), is_later);
  for (Job& job : pool.take_waiting(webhook_id)) {
    wire_.on_ended(std::move(job), {Outcome::kSwitchedOff, 0, kSwitchedOff});
  }
  for (Scheduled& scheduled : ended) {
    end_unsent(std::move(scheduled.delivery), Outcome::kSwitchedOff, kSwitchedOff);
  }
}

void DispatchLoop::cancel() {
  is_cancelled_ = true;
  asio::post(*wire_.io, [this] { cancel_all(); });
}

void DispatchLoop::cancel_all() {
  for (Scheduled& scheduled : std::exchange(scheduled_, {})) {
    end_unsent(std::move(scheduled.delivery), Outcome::kCancelled, kStopped);
  }
  for (const auto& [origin, pool] : pools_) pool->cancel();
}

void DispatchLoop::watch(Deadline& deadline, Clock::time_point at) {
  deadlines_.join(deadline, at);
  if (at < deadline_timer_at_) wait_for_deadline(at);
}

void DispatchLoop::wait_for_deadline(Clock::time_point at) {
  // Full milliseconds: one wake-up for all that are due within one.
  deadline_timer_at_ = std::chrono::ceil<std::chrono::milliseconds>(at);
  deadline_timer_.expires_at(deadline_timer_at_);
  deadline_timer_.async_wait([this](const error_code& error) {
    if (error) return;
    deadline_timer_at_ = Clock::time_point::max();
    deadlines_.expire_until(Clock::now());
    const auto next = deadlines_.first();
    if (next < deadline_timer_at_) wait_for_deadline(next);
  });
}

}  // namespace hookline
