#include "emitter/load/loops/event_sender.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace hookline {

EventSender::EventSender(const LoadPlan& plan, const WebhookCrowd& crowd, Lane lane,
                         const WorkerStart& from, WorkerAccount& account, Dispatcher& dispatcher,
                         JournalWriter* writer)
    : plan_(plan),
      lane_(lane),
      accepts_(from.accepts),
      account_(account),
      dispatcher_(dispatcher),
      writer_(writer),
      release_([this](std::span<Delivery> deliveries) { send_written(deliveries); }),
      source_(plan, crowd, lane.number + from.next_event / lane.of),
      next_event_(from.next_event) {}

void EventSender::begin(Clock::time_point start, Clock::time_point begun) {
  start_ = start;
  begun_ = begun;
}

bool EventSender::is_over(std::uint64_t event, Clock::time_point due) const {
  if (!accepts_ || (plan_.count && event >= *plan_.count)) return true;
  return plan_.duration_ms && due - start_ >= std::chrono::milliseconds(*plan_.duration_ms);
}

void EventSender::make_event(Clock::time_point due, std::vector<Delivery>& deliveries) {
  const std::size_t before = deliveries.size();
  source_.add(next_event_ + 1, due, deliveries);
  account_.accept(std::span(deliveries).subspan(before));
  ++events_;
  next_event_ += lane_.of;
}

void EventSender::submit(std::vector<Delivery>& deliveries) {
  if (writer_) return writer_->accept(deliveries, release_);
  send(deliveries);
  deliveries.clear();
}

/// Without a rate they are due now, and no sooner: the time that writing took shows in the rate.
void EventSender::send_written(std::span<Delivery> deliveries) {
  if (!plan_.rate) {
    const auto now = Clock::now();
    for (Delivery& delivery : deliveries) delivery.due = now;
  }
  send(deliveries);
}

void EventSender::send(std::span<Delivery> deliveries) {
  for (Delivery& delivery : deliveries) dispatcher_.submit(std::move(delivery));
}

void EventSender::wait_for_writer() {
  if (writer_) writer_->wait_for_room();
}

bool EventSender::wait_until(Clock::time_point time) const {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::unique_lock lock(mutex);
  changed.wait_until(lock, stop_.get_token(), time, [] { return false; });
  return !is_stopped();
}

}  // namespace hookline
