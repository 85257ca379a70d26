#pragma once

#include "emitter/delivery/queue/ledger.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace hookline {

/// What a journal knows of the run that it is of, over all its starts.
struct JournalRun {
  std::string id;  ///< see new_run_id()
  /// What has to be the same for the run to go on, as flags and their values.
  std::vector<std::pair<std::string, std::string>> plan;
  std::uint64_t lanes = 1;
  /// The catcher's counts before the first delivery; 0 where no catcher was asked.
  std::int64_t caught_before = 0;
  std::uint64_t dropped_before = 0;
  std::uint64_t starts = 0;
  /// How often a start found a delivery pending and sent it again.
  std::uint64_t sent_again = 0;
  bool is_accepted_whole = false;  ///< nothing more will be accepted
};

/// How far one of a run's lanes is.
struct JournalLane {
  Ledger ledger;
  std::uint64_t last_event = 0;          ///< the id of the last event accepted; 0: none
  std::chrono::nanoseconds last_due{0};  ///< when that was due, from the start of the run on
};

}  // namespace hookline
