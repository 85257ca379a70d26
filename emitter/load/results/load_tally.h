#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/load/latency/latency_histogram.h"
#include "emitter/load/results/load_timeline.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace hookline {

/// Failures of one kind.
struct LoadError {
  std::uint64_t count = 0;
  std::string example;  ///< a sentence, the first one's
};

/// What the attempts of a run come to. One thread records; those of several threads are merged.
struct LoadTally {
  /// What was cancelled counts nowhere: how it would have ended isn't known.
  void record(const Attempt& attempt, Clock::time_point start);
  void merge(const LoadTally& other);

  /// Whether its latency counts: answers (whatever their status) and time-outs. An attempt
  /// that gets no connection ends at once: counted, it would make the latency look better.
  static bool is_measured(const Attempt& attempt) {
    return attempt.outcome == Outcome::kAnswered || attempt.outcome == Outcome::kTimeout;
  }

  std::uint64_t attempts = 0;
  std::uint64_t retries = 0;  ///< of the attempts, those that weren't a delivery's first

  /// Of each attempt: from the due time and from the send to the end, of what is measured.
  LatencyHistogram latency;
  LatencyHistogram service;
  /// How long after the due time the emitter got around to it.
  LatencyHistogram lateness;
  /// By kind: the outcome's name, or "status_503".
  std::map<std::string, LoadError, std::less<>> errors;
  LoadTimeline timeline;
  Clock::time_point last_end;
};

}  // namespace hookline
