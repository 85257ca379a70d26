#pragma once

#include "emitter/delivery/delivery.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace hookline {

// A hashed wheel: joining and leaving cost the same with any mixture of time-outs.

/// Something that is to be called at a time, unless it leaves its wheel before; its destructor does
/// that.
class Deadline {
 public:
  Deadline() = default;
  virtual ~Deadline() { leave_wheel(); }
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  /// Called at the deadline, after it has left the wheel.
  virtual void expire() = 0;
  Clock::time_point deadline() const { return at_; }
  void leave_wheel() { links_.leave(); }

 private:
  friend class DeadlineWheel;
  /// Of a ring: each slot of a wheel is the head of one.
  struct Links {
    Links* before = this;
    Links* after = this;
    Deadline* deadline = nullptr;

    void leave() {
      before->after = after;
      after->before = before;
      before = after = this;
    }
    void join_before(Links& other) {
      before = other.before;
      after = &other;
      before->after = this;
      other.before = this;
    }
  };

  Clock::time_point at_;
  Links links_{&links_, &links_, this};
};

/// Deadlines of any distance: a hashed wheel, each slot of which holds what is due within the same
/// 4 ms of some turn of 17 s. Joining and leaving are a few pointer writes, whatever other
/// deadlines there are; one that is further away than a turn is passed over once in each.
class DeadlineWheel {
 public:
  DeadlineWheel() = default;
  DeadlineWheel(const DeadlineWheel&) = delete;
  DeadlineWheel& operator=(const DeadlineWheel&) = delete;

  /// Not to be in a wheel already; outlived by the wheel, or gone from it before.
  void join(Deadline& deadline, Clock::time_point at);
  /// The earliest of all; Clock::time_point::max() when there are none.
  Clock::time_point first() const;
  /// Expires all whose time has come; those within the same 4 ms in any order.
  void expire_until(Clock::time_point now);

 private:
  using Links = Deadline::Links;
  static constexpr std::size_t kSlots = 4096;

  Links& slot_of(std::int64_t tick) { return slots_[static_cast<std::size_t>(tick) % kSlots]; }
  const Links& slot_of(std::int64_t tick) const {
    return slots_[static_cast<std::size_t>(tick) % kSlots];
  }
  void expire_slot(Links& slot, Clock::time_point now);

  std::array<Links, kSlots> slots_;
  std::int64_t current_ = 0;  ///< all deadlines before this tick have expired
};

}  // namespace hookline
