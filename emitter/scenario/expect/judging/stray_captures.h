#pragma once

#include "emitter/scenario/expect/judging/entry_check.h"

#include <cstdint>
#include <span>
#include <vector>

namespace hookline {

/// A capture that no entry of its webhook takes: it meets none, or only some that have as many as
/// they ask for.
struct StrayCapture {
  struct Candidate {
    EntryCheck* entry = nullptr;
    std::vector<FieldDifference> differences;
  };
  std::int64_t capture = 0;
  EntryCheck* surplus_of = nullptr;   ///< the entry that it meets, and that is full
  bool is_forbidden = false;          ///< it meets an entry of which there must be none
  std::vector<Candidate> candidates;  ///< the entries that it may have been meant for
};

/// Tells of each stray capture which entry it was meant for. Entries that still lack captures come
/// first, each as often as it lacks one, the nearest pairs before all others; what is left then
/// goes to its nearest entry, unless it is explained by what it meets. Gives, by stray, one of its
/// candidates or null.
std::vector<const StrayCapture::Candidate*> meant_for(std::span<const StrayCapture> strays);

}  // namespace hookline
