#pragma once

#include "emitter/delivery/delivery.h"

#include <cstdint>
#include <vector>

namespace hookline {

/// The deliveries of a loop that wait for their time. One thread.
class Schedule {
 public:
  struct Entry {
    Delivery delivery;
    Clock::time_point at;          ///< when it is sent: due, or later where the receiver is spared
    Clock::time_point ready = {};  ///< as Job::ready
    std::uint64_t number = 0;      ///< given by the schedule
  };

  void add(Entry entry);
  bool empty() const { return entries_.empty(); }
  /// The earliest time; Clock::time_point::max() where nothing waits.
  Clock::time_point next() const;
  /// The earliest; of those at the same time the one that was added first.
  Entry take();
  std::vector<Entry> take_all_to(ReceiverId receiver);
  std::vector<Entry> take_all();

 private:
  static bool is_later(const Entry& a, const Entry& b);

  std::vector<Entry> entries_;  ///< a heap, the earliest on top
  std::uint64_t added_ = 0;
};

}  // namespace hookline
