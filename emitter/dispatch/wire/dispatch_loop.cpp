#include "emitter/dispatch/wire/dispatch_loop.h"

#include "emitter/dispatch/wire/client_connection.h"

#include <algorithm>
#include <utility>

#include <boost/asio/post.hpp>

namespace hookline {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// What is remembered of URLs is forgotten beyond so many, and worked out anew.
constexpr std::size_t kTargetsMax = 65'536;

thread_local bool t_is_loop = false;

}  // namespace

DispatchLoop::DispatchLoop(const DispatcherOptions& options, const AddressGuard& guard,
                           NameResolver& resolver, Trust& trust, Tally& tally,
                           const Dispatcher::OnAttempt& on_attempt)
    : wire_{options, guard, resolver, trust, budget_, std::make_shared<asio::io_context>(1),
            {},      {}},
      tally_(tally),
      on_attempt_(on_attempt),
      stay_(wire_.io->get_executor()),
      budget_(options.connections_max / static_cast<std::size_t>(options.threads),
              std::chrono::milliseconds(options.idle_ms),
              [this](Deadline& deadline, Clock::time_point at) { watch(deadline, at); }),
      deadline_timer_(*wire_.io),
      scheduled_timer_(*wire_.io) {
  wire_.on_ended = [this](const Attempt& attempt) {
    on_attempt_(attempt);
    tally_.end(attempt.delivered());
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
  const auto now = Clock::now();
  send_scheduled(now);
  for (Delivery& delivery : taken_) accept(std::move(delivery), now);
  taken_.clear();
  wait_for_scheduled();
}

void DispatchLoop::accept(Delivery delivery, Clock::time_point now) {
  if (is_cancelled_) return end_unsent(delivery, Outcome::kCancelled, "the run was stopped first");
  if (delivery.due <= now) return send(std::move(delivery));
  scheduled_.push_back({std::move(delivery), scheduled_count_++});
  std::push_heap(scheduled_.begin(), scheduled_.end(), is_later);
}

bool DispatchLoop::is_later(const Scheduled& a, const Scheduled& b) {
  return std::pair(a.delivery.due, a.number) > std::pair(b.delivery.due, b.number);
}

void DispatchLoop::send_scheduled(Clock::time_point now) {
  while (!scheduled_.empty() && scheduled_.front().delivery.due <= now) {
    std::pop_heap(scheduled_.begin(), scheduled_.end(), is_later);
    Delivery delivery = std::move(scheduled_.back().delivery);
    scheduled_.pop_back();
    send(std::move(delivery));
  }
}

void DispatchLoop::wait_for_scheduled() {
  if (scheduled_.empty() || scheduled_.front().delivery.due >= scheduled_timer_at_) return;
  scheduled_timer_at_ = scheduled_.front().delivery.due;
  scheduled_timer_.expires_at(scheduled_timer_at_);
  scheduled_timer_.async_wait([this](const error_code& error) {
    if (error) return;
    scheduled_timer_at_ = Clock::time_point::max();
    send_scheduled(Clock::now());
    wait_for_scheduled();
  });
}

void DispatchLoop::send(Delivery delivery) {
  auto target = target_of(delivery.url);
  if (target->pool == nullptr) {
    return end_unsent(delivery, Outcome::kForbidden, target->forbidden);
  }
  HostPool& pool = *target->pool;
  pool.submit({std::move(delivery), std::move(target), {}, false});
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

void DispatchLoop::end_unsent(const Delivery& delivery, Outcome outcome, std::string problem) {
  const Job job{delivery, nullptr, Clock::now(), false};
  wire_.on_ended(job.ended_as(outcome, 0, std::move(problem)));
}

void DispatchLoop::cancel() {
  is_cancelled_ = true;
  asio::post(*wire_.io, [this] { cancel_all(); });
}

void DispatchLoop::cancel_all() {
  for (const Scheduled& scheduled : std::exchange(scheduled_, {})) {
    end_unsent(scheduled.delivery, Outcome::kCancelled, "the run was stopped first");
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
