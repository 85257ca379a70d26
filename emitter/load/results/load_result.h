#pragma once

#include "emitter/load/results/load_tally.h"
#include "emitter/load/results/worker_figures.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// What a catcher says of a run's deliveries.
struct LoadArrivals {
  std::uint64_t arrived = 0;     ///< captures of this run
  std::uint64_t missing = 0;     ///< delivered by the emitter's account, and not there
  std::uint64_t duplicated = 0;  ///< captures beyond the first of a delivery
  /// There, although they count as failed or pending: the answer came too late, or not at all.
  std::uint64_t unanswered = 0;
  std::uint64_t out_of_order = 0;  ///< captured after one that was accepted later
  /// Captures that the catcher had dropped before it was asked: any delivery may be among them, so
  /// none is called missing.
  std::uint64_t dropped = 0;
  /// How often deliveries were sent again by a later start of the run, which may have arrived
  /// before.
  std::uint64_t duplicates_max = 0;

  /// Of those that look duplicated: attempts after the first that were meant to come.
  std::uint64_t retried = 0;

  /// The first of each, by delivery id, for looking them up at the catcher.
  struct Ids {
    std::vector<std::uint64_t> missing;
    std::vector<std::uint64_t> duplicated;
    std::vector<std::uint64_t> unanswered;
    std::vector<std::uint64_t> out_of_order;
  };
  static constexpr std::size_t kIdsMax = 5;
  Ids first;

  void allow_retries(std::uint64_t retries) {
    retried = std::min(duplicated, retries);
    duplicated -= retried;
  }
  bool is_whole() const { return missing == 0 && duplicated <= duplicates_max; }
};

/// What a run's journal has to say of it.
struct LoadJournal {
  std::string file;
  std::uint64_t starts = 1;
  /// By this start: what the ones before had left pending.
  std::uint64_t sent_again = 0;
  /// The run had come to its end before this start, which did nothing.
  bool was_at_end = false;
};

/// A rate that a search tried, and what came of it.
struct TriedRate {
  enum class Verdict : std::uint8_t {
    kHeld,
    kBroken,
    kOwnLateness,  ///< the emitter was too late itself: nothing is known of the receiver
  };

  double rate = 0;  ///< events a second
  double duration_s = 0;
  bool is_confirmation = false;
  Verdict verdict = Verdict::kHeld;
  std::string why = {};  ///< why it didn't hold, a sentence; empty where it did
  /// Of its deliveries; none where nothing was answered.
  std::optional<double> p50_us = {};
  std::optional<double> p99_us = {};
};

/// What a search for the highest rate came to.
struct LoadMaximum {
  std::optional<double> rate = {};    ///< events a second; none where not even the lowest held
  std::optional<double> broken = {};  ///< the lowest that didn't hold
  std::string why = {};               ///< why that one didn't, a sentence; empty where all did
  /// It was the emitter that couldn't keep up there: the receiver may stand more.
  bool is_emitters = false;
  /// The search was given up: no rate would have held, or nothing answers.
  bool is_hopeless = false;
  std::vector<TriedRate> ladder = {};  ///< in the order in which they were tried
};

/// What a load run found: a value; text, JSON and HTML are written from it. Of a run with a journal
/// the ledger is that of all its starts; times and rates are of the last one.
struct LoadResult {
  /// Of its deliveries' marks: see DeliveryMark.
  std::string run;
  /// From the start to the planned end, or to the last answer where that came later.
  double duration_s = 0;
  std::uint64_t events = 0;
  std::uint64_t accepted = 0;
  std::uint64_t delivered = 0;
  std::uint64_t failed = 0;
  std::uint64_t pending = 0;
  std::uint64_t delivered_before = 0;  ///< of delivered, by earlier starts of the run
  std::uint64_t failed_before = 0;
  std::uint64_t out_of_place = 0;   ///< Ledger::out_of_place()
  std::uint64_t events_unsent = 0;  ///< due, and not accepted
  std::int64_t cpu_us = 0;          ///< of the whole program, during the run
  LoadTally tally;
  std::optional<LoadArrivals> arrivals;
  std::optional<LoadJournal> journal;
  /// Those that sent a run's deliveries from a shared queue; empty where the run sent them itself.
  std::vector<WorkerFigures> workers;
  /// Leased from the queue after a worker's lease had ended by itself: those may arrive twice.
  std::uint64_t taken_over = 0;
  std::optional<LoadMaximum> maximum;  ///< where it was searched for; the rest is its last run
  bool interrupted = false;
  bool cut_short = false;  ///< by a search that had seen enough of this rate

  double deliveries_per_s() const;
  double events_per_s() const;
  double cpu_us_per_delivery() const;
  /// The lateness' share of the latency, both at their 99th percentile.
  double lateness_share() const;
  /// Whether that share is over its limit.
  bool is_late() const;
  /// Why the latencies can't be trusted, a sentence; empty where they can.
  std::string why_invalid() const;
  bool valid() const { return why_invalid().empty(); }
  /// accepted = delivered + failed + pending, nothing ended twice, nothing lost at the catcher.
  bool ledger_closes() const;

  /// The largest share of the latency that the emitter's own lateness may have.
  static constexpr double kLatenessShareMax = 0.5;
  /// A lateness at p99 of up to this is accepted whatever its share: timers and schedulers aren't
  /// more exact.
  static constexpr std::chrono::milliseconds kLatenessMin{1};
};

}  // namespace hookline
