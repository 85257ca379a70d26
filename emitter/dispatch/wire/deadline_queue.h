#pragma once

#include "emitter/dispatch/delivery.h"

namespace hookline {

/// What must be done by some time; inherited by whoever waits for it. Leaves its queue by itself
/// when destroyed.
class Deadline {
 public:
  Deadline() = default;
  virtual ~Deadline() { leave_queue(); }
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  /// Called at the deadline, after it has left the queue.
  virtual void expire() = 0;
  Clock::time_point deadline() const { return at_; }
  void leave_queue() {
    before_->after_ = after_;
    after_->before_ = before_;
    before_ = after_ = this;
  }

 private:
  friend class DeadlineQueue;
  Clock::time_point at_;
  Deadline* before_ = this;
  Deadline* after_ = this;
};

/// Deadlines in their order. All attempts have the same time-out, so that a new one belongs at the
/// end: joining and leaving are a few pointer writes, and one timer for the first of them is
/// enough.
class DeadlineQueue {
 public:
  /// Not to be in a queue already; outlived by the queue, or gone from it before.
  void join(Deadline& deadline, Clock::time_point at);
  bool empty() const { return ring_.after_ == &ring_; }
  /// Of a queue that isn't empty.
  Clock::time_point first() const { return ring_.after_->at_; }
  /// Ends all whose time has come.
  void expire_until(Clock::time_point now);

 private:
  class Ring final : public Deadline {
    void expire() override {}
  };
  Ring ring_;
};

}  // namespace hookline
