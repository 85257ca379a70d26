#pragma once

#include "emitter/delivery/delivery_counts.h"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>

namespace hookline {

/// Keeps the account of a dispatcher: what was accepted, what ended how, and who waits for it. Any
/// thread.
class Tally {
 public:
  explicit Tally(std::size_t in_flight_max);

  /// Waits while in_flight_max are pending. Several threads that accept at once may go over by one
  /// each.
  void accept_when_there_is_room();
  void accept();
  bool has_room() const { return pending() < in_flight_max_; }
  void end(bool delivered);
  /// A pending one is somebody else's from now on, as if it had never been accepted.
  void let_go();
  /// Waits until nothing is pending.
  void wait_for_none();
  DeliveryCounts counts() const;

 private:
  std::uint64_t pending() const;
  void tell_those_who_wait();
  template <typename Condition>
  void wait_until(Condition condition);

  const std::uint64_t in_flight_max_;
  /// Those who wait for room are woken only once there is this much of it: one wake-up for many
  /// deliveries.
  const std::uint64_t room_again_at_;
  std::atomic<std::uint64_t> accepted_ = 0;
  std::atomic<std::uint64_t> delivered_ = 0;
  std::atomic<std::uint64_t> failed_ = 0;
  std::atomic<int> waiting_ = 0;
  std::mutex mutex_;
  std::condition_variable ended_;
};

}  // namespace hookline
