#include "emitter/delivery/dispatch/tally.h"

#include <algorithm>

namespace hookline {

Tally::Tally(std::size_t in_flight_max)
    : in_flight_max_(std::max<std::size_t>(1, in_flight_max)),
      room_again_at_(std::min(in_flight_max_ - 1, in_flight_max_ - in_flight_max_ / 8)) {}

std::uint64_t Tally::pending() const {
  // In this order: what ended was accepted before, so that the difference is never negative.
  const std::uint64_t ended = delivered_.load() + failed_.load();
  return accepted_.load() - ended;
}

template <typename Condition>
void Tally::wait_until(Condition condition) {
  std::unique_lock lock(mutex_);
  // Before the condition is read, so that whoever changes it afterwards sees that someone waits.
  ++waiting_;
  ended_.wait(lock, condition);
  --waiting_;
}

void Tally::accept() {
  ++accepted_;
}

void Tally::accept_when_there_is_room() {
  if (!has_room()) {
    wait_until([this] { return pending() <= room_again_at_; });
  }
  accept();
}

void Tally::end(bool delivered) {
  ++(delivered ? delivered_ : failed_);
  tell_those_who_wait();
}

void Tally::let_go() {
  --accepted_;
  tell_those_who_wait();
}

void Tally::tell_those_who_wait() {
  if (waiting_ == 0 || pending() > room_again_at_) return;
  const std::lock_guard lock(mutex_);
  ended_.notify_all();
}

void Tally::wait_for_none() {
  wait_until([this] { return pending() == 0; });
}

DeliveryCounts Tally::counts() const {
  DeliveryCounts counts;
  counts.delivered = delivered_;
  counts.failed = failed_;
  counts.accepted = accepted_;
  counts.pending = counts.accepted - counts.delivered - counts.failed;
  return counts;
}

}  // namespace hookline
