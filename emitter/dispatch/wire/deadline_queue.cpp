#include "emitter/dispatch/wire/deadline_queue.h"

namespace hookline {

void DeadlineQueue::join(Deadline& deadline, Clock::time_point at) {
  Deadline* before = ring_.before_;
  while (before != &ring_ && before->at_ > at) before = before->before_;
  deadline.at_ = at;
  deadline.before_ = before;
  deadline.after_ = before->after_;
  before->after_->before_ = &deadline;
  before->after_ = &deadline;
}

void DeadlineQueue::expire_until(Clock::time_point now) {
  while (!empty() && first() <= now) {
    Deadline& expired = *ring_.after_;
    expired.leave_queue();
    expired.expire();
  }
}

}  // namespace hookline
