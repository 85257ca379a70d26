#include "emitter/delivery/timing/deadline_wheel.h"

#include <algorithm>

namespace hookline {
namespace {

constexpr int kTickBits = 22;  // of nanoseconds: 4.19 ms

std::int64_t tick_of(Clock::time_point at) {
  return std::chrono::nanoseconds(at.time_since_epoch()).count() >> kTickBits;
}

}  // namespace

void DeadlineWheel::join(Deadline& deadline, Clock::time_point at) {
  deadline.at_ = at;
  // One that has passed already goes where expire_until() looks first.
  deadline.links_.join_before(slot_of(std::max(tick_of(at), current_)));
}

Clock::time_point DeadlineWheel::first() const {
  auto first = Clock::time_point::max();
  for (std::int64_t tick = current_; tick < current_ + std::int64_t{kSlots}; ++tick) {
    // Later slots only have later deadlines.
    if (first != Clock::time_point::max() && tick_of(first) < tick) break;
    const Links& slot = slot_of(tick);
    for (const Links* at = slot.after; at != &slot; at = at->after) {
      first = std::min(first, at->deadline->at_);
    }
  }
  return first;
}

void DeadlineWheel::expire_until(Clock::time_point now) {
  const std::int64_t last = tick_of(now);
  // After more than a turn, every slot is looked at once.
  std::int64_t tick = std::max(current_, last + 1 - std::int64_t{kSlots});
  current_ = std::max(current_, last);
  for (; tick <= last; ++tick) expire_slot(slot_of(tick), now);
}

void DeadlineWheel::expire_slot(Links& slot, Clock::time_point now) {
  // expire() may make others join or leave this slot: so they are taken out first.
  Links taken;
  while (slot.after != &slot) {
    Links& link = *slot.after;
    link.leave();
    link.join_before(taken);
  }
  while (taken.after != &taken) {
    Links& link = *taken.after;
    link.leave();
    if (link.deadline->at_ > now) {
      link.join_before(slot);
    } else {
      link.deadline->expire();
    }
  }
}

}  // namespace hookline
