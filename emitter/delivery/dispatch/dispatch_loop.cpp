#include "emitter/delivery/dispatch/dispatch_loop.h"

#include <chrono>
#include <utility>

#include <boost/asio/post.hpp>

namespace hookline {
namespace {

namespace asio = boost::asio;

thread_local bool t_is_loop = false;

}  // namespace

DispatchLoop::DispatchLoop(const DispatcherOptions& options, Timekeeper& time,
                           const AddressGuard& guard, NameResolver& resolver, Trust& trust,
                           Tally& tally, const Dispatcher::OnAttempt& on_attempt)
    : wire_{options, time,    guard,      resolver,
            trust,   budget_, deadlines_, std::make_shared<asio::io_context>(1),
            {}},
      tally_(tally),
      on_attempt_(on_attempt),
      stay_(wire_.io->get_executor()),
      standings_(options.retry),
      deadlines_(*wire_.io),
      budget_(options.connections_max / static_cast<std::size_t>(options.threads),
              std::chrono::milliseconds(options.idle_ms),
              [this](Deadline& deadline, Clock::time_point at) { deadlines_.watch(deadline, at); }),
      schedule_timer_(*wire_.io),
      hosts_(wire_) {
  if (AttemptHeaders::wanted(options)) {
    wire_.attempt_headers = std::make_unique<AttemptHeaders>(options);
  }
  wire_.on_ended = [this](Job&& job, Attempt&& attempt) {
    on_ended(std::move(job), std::move(attempt));
  };
  thread_ = std::thread([this] { run(); });
}

DispatchLoop::~DispatchLoop() {
  cancel();
  asio::post(*wire_.io, [this] {
    deadlines_.stop();
    schedule_timer_.cancel();
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

// What comes in, and waits for its time

void DispatchLoop::submit(Delivery delivery) {
  if (inbox_.put(std::move(delivery))) asio::post(*wire_.io, [this] { take_in(); });
}

void DispatchLoop::switch_on(ReceiverId receiver) {
  if (inbox_.put_switched_on(receiver)) asio::post(*wire_.io, [this] { take_in(); });
}

void DispatchLoop::take_in() {
  std::vector<ReceiverId> switched_on;
  inbox_.take(taken_, switched_on);
  for (const ReceiverId receiver : switched_on) standings_.forget(receiver);
  const auto now = wire_.time.now();
  send_scheduled(now);
  for (Delivery& delivery : taken_) accept(std::move(delivery), now);
  taken_.clear();
  wait_for_scheduled();
}

void DispatchLoop::accept(Delivery delivery, Clock::time_point now) {
  if (is_cancelled_) return end_unsent(std::move(delivery), Outcome::kCancelled, kStopped);
  const auto due = delivery.due;
  if (due <= now || standings_.is_off(delivery.receiver)) return send(std::move(delivery), {}, now);
  schedule_.add({std::move(delivery), due});
}

void DispatchLoop::send_scheduled(Clock::time_point now) {
  while (schedule_.next() <= now) {
    Schedule::Entry next = schedule_.take();
    send(std::move(next.delivery), next.ready, now);
  }
}

void DispatchLoop::wait_for_scheduled() {
  if (schedule_.empty()) return;
  if (wire_.time.is_virtual()) return skip_the_wait();
  if (schedule_.next() >= schedule_timer_at_) return;
  schedule_timer_at_ = schedule_.next();
  schedule_timer_.expires_at(schedule_timer_at_);
  schedule_timer_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    schedule_timer_at_ = Clock::time_point::max();
    send_scheduled(Clock::now());
    wait_for_scheduled();
  });
}

/// Virtual time jumps to what is due next. Not while anything may still come that is due before.
void DispatchLoop::skip_the_wait() {
  if (in_flight_ > 0 || !wire_.time.may_pass()) return;
  asio::post(*wire_.io, [this] {
    const bool may_come = in_flight_ > 0 || !inbox_.empty();
    if (may_come || schedule_.empty() || !wire_.time.may_pass()) return;
    wire_.time.jump_to(schedule_.next());
    send_scheduled(wire_.time.now());
    wait_for_scheduled();
  });
}

void DispatchLoop::let_time_pass() {
  asio::post(*wire_.io, [this] { wait_for_scheduled(); });
}

/// `ready`: see Job.
void DispatchLoop::send(Delivery delivery, Clock::time_point ready, Clock::time_point now) {
  if (standings_.is_off(delivery.receiver)) {
    return end_unsent(std::move(delivery), Outcome::kSwitchedOff, kSwitchedOff);
  }
  const auto spared_until = standings_.spared_until(delivery.receiver);
  if (spared_until > now) {
    const auto ready_at = ready == Clock::time_point{} ? now : ready;
    return schedule_.add({std::move(delivery), spared_until, ready_at});
  }
  auto target = hosts_.target_of(delivery.url);
  if (target->pool == nullptr) {
    return end_unsent(std::move(delivery), Outcome::kForbidden, target->forbidden);
  }
  HostPool& pool = *target->pool;
  ++in_flight_;
  pool.submit({std::move(delivery), std::move(target), {}, false, ready});
}

// What ends

void DispatchLoop::end_unsent(Delivery delivery, Outcome outcome, std::string problem) {
  Job job{std::move(delivery), nullptr, Clock::now(), false};
  Attempt attempt = job.ended(outcome, std::move(problem));
  on_ended(std::move(job), std::move(attempt));
}

void DispatchLoop::on_ended(Job&& job, Attempt&& attempt) {
  const bool was_sent = job.target != nullptr;
  if (was_sent) --in_flight_;
  if (wire_.time.is_virtual()) {  // it stood still meanwhile
    attempt.started = attempt.finished = wire_.time.now();
    if (job.ready == Clock::time_point{}) attempt.ready = attempt.started;
  }
  standings_.judge(attempt);
  if (!attempt.is_last()) set_next(attempt, job.delivery);
  on_attempt_(attempt);
  if (attempt.is_last()) {
    tally_.end(attempt.delivered());
  } else if (attempt.put_off_until) {
    tally_.let_go();
  } else if (is_cancelled_) {
    end_unsent(std::move(job.delivery), Outcome::kCancelled, kStopped);
  } else {
    const auto due = job.delivery.due;
    schedule_.add({std::move(job.delivery), due});
    wait_for_scheduled();
  }
  if (!attempt.switched_off.empty() && was_sent) end_all_to(attempt.receiver);
  if (wire_.time.is_virtual()) wait_for_scheduled();
}

/// Makes the delivery ready for its next attempt. One that is further away than this dispatcher may
/// hold is for a queue to keep.
void DispatchLoop::set_next(Attempt& attempt, Delivery& delivery) {
  const auto wait = wire_.options.retry.delay_after(attempt);
  delivery.attempt = attempt.number + 1;
  delivery.due = attempt.finished + wait;
  if (wire_.options.held_max && wait > *wire_.options.held_max) {
    attempt.put_off_until = delivery.due;
  }
}

/// What waits for a receiver that was switched off: for its time, and for a connection.
void DispatchLoop::end_all_to(ReceiverId receiver) {
  auto scheduled = schedule_.take_all_to(receiver);
  for (Job& job : hosts_.take_waiting(receiver)) {
    Attempt attempt = job.ended(Outcome::kSwitchedOff, kSwitchedOff);
    on_ended(std::move(job), std::move(attempt));
  }
  for (Schedule::Entry& entry : scheduled) {
    end_unsent(std::move(entry.delivery), Outcome::kSwitchedOff, kSwitchedOff);
  }
}

void DispatchLoop::switch_off(ReceiverId receiver) {
  asio::post(*wire_.io, [this, receiver] {
    if (standings_.is_off(receiver)) return;
    standings_.switch_off(receiver);
    end_all_to(receiver);
  });
}

void DispatchLoop::cancel() {
  is_cancelled_ = true;
  asio::post(*wire_.io, [this] { cancel_all(); });
}

void DispatchLoop::cancel_all() {
  for (Schedule::Entry& entry : schedule_.take_all()) {
    end_unsent(std::move(entry.delivery), Outcome::kCancelled, kStopped);
  }
  hosts_.cancel();
}

}  // namespace hookline
