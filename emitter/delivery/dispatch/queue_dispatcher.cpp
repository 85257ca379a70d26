#include "emitter/delivery/dispatch/queue_dispatcher.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/timing/wall_time.h"

#include <algorithm>
#include <utility>

namespace hookline {
namespace {

/// URLs that were read are forgotten beyond so many, and read again.
constexpr std::size_t kUrlsMax = 65'536;

}  // namespace

QueueDispatcher::QueueDispatcher(DeliveryQueue& queue, QueueDispatcherOptions options,
                                 Dispatcher::OnAttempt on_attempt)
    : queue_(queue),
      options_(std::move(options)),
      on_attempt_(std::move(on_attempt)),
      dispatcher_(options_.dispatch, [this](const Attempt& attempt) { this->on_attempt(attempt); }),
      thread_([this] { run(); }) {}

QueueDispatcher::~QueueDispatcher() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void QueueDispatcher::wake() {
  {
    const std::lock_guard lock(mutex_);
    is_woken_ = true;
  }
  changed_.notify_all();
}

bool QueueDispatcher::finish(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  is_finishing_ = true;
  changed_.notify_all();
  return changed_.wait_for(
      lock, time, [this] { return failure_ || (leases_.empty() && notes_.empty() && !is_busy_); });
}

std::size_t QueueDispatcher::held() const {
  const std::lock_guard lock(mutex_);
  return leases_.size();
}

std::optional<std::string> QueueDispatcher::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

void QueueDispatcher::run() {
  try {
    serve();
  } catch (const Failure& failure) {
    dispatcher_.cancel();
    const std::lock_guard lock(mutex_);
    failure_ = failure.what();
    changed_.notify_all();
  }
}

void QueueDispatcher::serve() {
  while (true) {
    Notes notes;
    bool is_ending = false;
    bool is_finishing = false;
    {
      const std::lock_guard lock(mutex_);
      std::swap(notes, notes_);
      is_ending = is_ending_;
      is_finishing = is_finishing_;
      is_woken_ = false;
      is_busy_ = true;
    }
    tell(notes);
    if (is_ending) break;
    look();
    const bool is_more = !is_finishing && lease();
    {
      const std::lock_guard lock(mutex_);
      is_busy_ = false;
    }
    changed_.notify_all();
    if (!is_more) wait(is_finishing);
  }
  dispatcher_.cancel();
  dispatcher_.drain();
  const std::lock_guard lock(mutex_);
  tell(notes_);
}

void QueueDispatcher::tell(const Notes& notes) {
  if (options_.before_telling && !notes.empty()) options_.before_telling();
  if (!notes.ended.empty()) queue_.settle(notes.ended);
  if (!notes.later.empty()) queue_.defer(notes.later);
}

void QueueDispatcher::look() {
  if (!options_.on_look) return;
  const SwitchedReceivers switched = options_.on_look();
  for (const ReceiverId receiver : switched.off) dispatcher_.switch_off(receiver);
  for (const ReceiverId receiver : switched.on) dispatcher_.switch_on(receiver);
}

/// Whether there may be more to lease at once.
bool QueueDispatcher::lease() {
  const std::uint64_t room = this->room();
  if (room == 0) return false;
  LeaseTerms terms;
  const std::int64_t now_us = wall_clock_us();
  terms.now_us = now_us + std::chrono::microseconds(options_.lead).count();
  terms.until_us = now_us + std::chrono::microseconds(options_.lease).count();
  terms.most = std::min<std::size_t>(room, options_.batch_max);
  const auto leased = queue_.lease(terms);
  for (const QueuedDelivery& queued : leased) send(queued);
  return leased.size() == terms.most;
}

std::uint64_t QueueDispatcher::room() const {
  const std::uint64_t most = options_.dispatch.in_flight_max;
  return most - std::min<std::uint64_t>(most, dispatcher_.counts().pending);
}

void QueueDispatcher::send(const QueuedDelivery& queued) {
  Delivery delivery{queued.id, queued.event_id, queued.receiver, {}, queued.payload, {},
                    {},        queued.attempt};
  try {
    delivery.url = url_of(queued.url);
  } catch (const UrlError& error) {
    return refuse(queued, error.what());
  }
  delivery.due = steady_time(queued.due_us);
  {
    const std::lock_guard lock(mutex_);
    leases_[queued.id] = queued.lease;
  }
  dispatcher_.submit(std::move(delivery));
}

/// Ends what can never be sent: left alone, it would be leased again and again.
void QueueDispatcher::refuse(const QueuedDelivery& queued, std::string problem) {
  Attempt attempt;
  attempt.delivery_id = queued.id;
  attempt.event_id = queued.event_id;
  attempt.receiver = queued.receiver;
  attempt.number = queued.attempt;
  attempt.due = attempt.ready = attempt.started = attempt.finished = Clock::now();
  attempt.outcome = Outcome::kForbidden;
  attempt.problem = std::move(problem);
  on_attempt(attempt);
}

std::shared_ptr<const Url> QueueDispatcher::url_of(const std::string& text) {
  const auto known = urls_.find(text);
  if (known != urls_.end()) return known->second;
  if (urls_.size() >= kUrlsMax) urls_.clear();
  return urls_.emplace(text, std::make_shared<const Url>(Url::parse(text))).first->second;
}

void QueueDispatcher::on_attempt(const Attempt& attempt) {
  const bool is_stopped = attempt.outcome == Outcome::kCancelled;
  if (!is_stopped) on_attempt_(attempt);
  if (!attempt.is_last() && !attempt.put_off_until) return;
  {
    const std::lock_guard lock(mutex_);
    const std::uint64_t id = attempt.delivery_id;
    const auto lease = leases_.find(id);
    const std::uint64_t number = lease == leases_.end() ? 0 : lease->second;
    if (lease != leases_.end()) leases_.erase(lease);
    if (is_stopped) {
      notes_.later.push_back({id, number, wall_time_us(attempt.due), attempt.number});
    } else if (attempt.put_off_until) {
      notes_.later.push_back(
          {id, number, wall_time_us(*attempt.put_off_until), attempt.number + 1});
    } else {
      notes_.ended.push_back({id, attempt.state});
    }
  }
  changed_.notify_all();
}

/// Until there is something to tell the queue, or to lease.
void QueueDispatcher::wait(bool is_finishing) {
  auto until = Clock::now() + options_.look_every;
  const auto next_us = is_finishing ? std::nullopt : queue_.next_us();
  if (next_us && room() > 0) until = std::min(until, steady_time(*next_us) - options_.lead);
  std::unique_lock lock(mutex_);
  changed_.wait_until(lock, until, [&] {
    return is_woken_ || is_ending_ || is_finishing_ != is_finishing || !notes_.empty();
  });
  if (options_.gather.count() == 0 || notes_.empty()) return;
  changed_.wait_until(lock, std::min(until, Clock::now() + options_.gather),
                      [this] { return is_ending_ || notes_.ended.size() >= options_.batch_max; });
}

}  // namespace hookline
