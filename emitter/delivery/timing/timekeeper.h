#pragma once

#include "emitter/delivery/delivery.h"

#include <atomic>
#include <cstdint>

namespace hookline {

/// What a dispatcher takes for the time.
enum class Timekeeping : std::uint8_t {
  kSteady,  ///< as it passes
  /// It stands still while anything is sent, and jumps to the next due time once nothing is, while
  /// somebody waits for the dispatcher. So hours of waiting take no time, and every attempt begins
  /// exactly when it is due. Time-outs pass as ever.
  kVirtual,
};

/// A dispatcher's clock. Any thread may read it.
class Timekeeper {
 public:
  explicit Timekeeper(Timekeeping timekeeping)
      : is_virtual_(timekeeping == Timekeeping::kVirtual), now_(Clock::now()) {}

  bool is_virtual() const { return is_virtual_; }
  Clock::time_point now() const { return is_virtual_ ? now_.load() : Clock::now(); }

  /// Virtual time: only forwards; for the loop's thread.
  void jump_to(Clock::time_point time) {
    if (time > now_.load()) now_ = time;
  }
  /// Virtual time: whether somebody waits, so that it may pass.
  bool may_pass() const { return waiting_ > 0; }

  /// Somebody waits for the dispatcher.
  class Waiting {
   public:
    explicit Waiting(Timekeeper& time) : time_(time) { ++time_.waiting_; }
    ~Waiting() { --time_.waiting_; }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

   private:
    Timekeeper& time_;
  };

 private:
  const bool is_virtual_;
  std::atomic<Clock::time_point> now_;
  std::atomic<int> waiting_ = 0;
};

}  // namespace hookline
