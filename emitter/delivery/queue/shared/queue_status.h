#pragma once

#include "emitter/delivery/delivery_counts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// How a shared queue stands: a value.
struct QueueStatus {
  /// Of pending ones.
  struct Pending {
    std::uint64_t all = 0;
    std::uint64_t leased = 0;
    std::uint64_t deferred = 0;  ///< tried, and to be tried again later
    /// Since when the oldest one that is due has been so; none where nothing is due.
    std::optional<std::int64_t> oldest_due_us = {};
  };
  struct Host {
    std::string name;
    Pending pending;
    std::uint64_t delivered = 0;
    std::uint64_t failed = 0;
  };
  struct Worker {
    std::string name;
    bool is_there = false;   ///< seen lately, and not done
    std::uint64_t held = 0;  ///< leased, as it said last
    std::uint64_t delivered = 0;
    std::uint64_t failed = 0;
    std::uint64_t taken_over = 0;  ///< leased after another's lease had ended by itself
    std::uint64_t duplicates = 0;  ///< ends of what had ended already
  };

  std::int64_t at_us = 0;
  DeliveryCounts counts;
  Pending pending;
  std::uint64_t switched_off = 0;  ///< receivers
  std::vector<Host> hosts;         ///< the one with the most pending first
  std::vector<Worker> workers;     ///< those that are there first

  /// With what it has pending added to that of all.
  void add(Host host);
};

/// Whoever looks at it.
class QueueStatusReader {
 public:
  virtual ~QueueStatusReader() = default;
  /// Throws Failure(kCannotRun).
  virtual QueueStatus read() = 0;
};

}  // namespace hookline
