#pragma once

#include "emitter/load/load_tally.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

namespace hookline {

/// What a catcher says of a run's deliveries.
struct LoadArrivals {
  std::uint64_t arrived = 0;       ///< captures of this run
  std::uint64_t missing = 0;       ///< delivered by the emitter's account, and not there
  std::uint64_t duplicated = 0;    ///< captures beyond the first of a delivery
  std::uint64_t unanswered = 0;    ///< there, although they count as failed or pending
  std::uint64_t out_of_order = 0;  ///< captured after one that was accepted later
  /// Captures that the catcher kept no longer when it was asked: then none can be said to be
  /// missing.
  std::uint64_t dropped = 0;

  /// Of those that look duplicated: attempts after the first that were meant to come.
  std::uint64_t retried = 0;

  void allow_retries(std::uint64_t retries) {
    retried = std::min(duplicated, retries);
    duplicated -= retried;
  }
  bool is_whole() const { return missing == 0 && duplicated == 0; }
};

/// What a load run found: a value; text, JSON and HTML are written from it.
struct LoadResult {
  /// From the start to the planned end, or to the last answer where that came later.
  double duration_s = 0;
  std::uint64_t events = 0;
  std::uint64_t accepted = 0;
  std::uint64_t delivered = 0;
  std::uint64_t failed = 0;
  std::uint64_t pending = 0;
  std::uint64_t out_of_place = 0;   ///< Ledger::out_of_place()
  std::uint64_t events_unsent = 0;  ///< due, and not accepted
  std::int64_t cpu_us = 0;          ///< of the whole program, during the run
  LoadTally tally;
  std::optional<LoadArrivals> arrivals;
  bool interrupted = false;

  double deliveries_per_s() const;
  double events_per_s() const;
  double cpu_us_per_delivery() const;
  /// The lateness' share of the latency, both at their 99th percentile.
  double lateness_share() const;
  /// Why the latencies can't be trusted, a sentence; empty where they can.
  std::string why_invalid() const;
  bool valid() const { return why_invalid().empty(); }
  /// accepted = delivered + failed + pending, nothing ended twice, nothing lost at the catcher.
  bool ledger_closes() const;

  /// More of the latency than that must not be the emitter's own lateness.
  static constexpr double kLatenessShareMax = 0.5;
};

}  // namespace hookline
