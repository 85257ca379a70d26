#pragma once

#include "emitter/scenario/expect/expectation.h"
#include "emitter/scenario/expect/judging/caught_request.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hookline {

/// How a stray capture differs from one entry. The entry's field outlives it.
struct FieldDifference {
  const FieldExpectation* field = nullptr;
  std::string expected;  ///< as reports show it
  std::string actual;
  std::string hint;
};

/// Empty where it meets the entry.
std::vector<FieldDifference> differences_of(const Expectation& expectation, CaughtRequest& request);

/// A capture that no entry of its webhook takes: it meets none, or only some that have as many as
/// they ask for.
struct StrayCapture {
  struct Candidate {
    std::size_t entry = 0;
    std::vector<FieldDifference> differences;
  };
  std::int64_t capture = 0;
  std::optional<std::size_t> surplus_of;  ///< the entry that it meets, and that is full
  bool is_forbidden = false;              ///< it meets an entry of which there must be none
  std::vector<Candidate> candidates;      ///< the entries that it may have been meant for
};

/// Tells of each stray capture which entry it was meant for. Entries that still lack captures come
/// first, each as often as it lacks one, the nearest pairs before all others; what is left then
/// goes to its nearest entry, unless it is explained by what it meets.
///
/// `lacking`: by entry, how many captures it waits for. Gives, by stray, an index into its
/// candidates.
std::vector<std::optional<std::size_t>> meant_for(std::span<const StrayCapture> strays,
                                                  std::vector<std::uint64_t> lacking);

/// How far that capture is from the entry: another "type" is another event, and weighs more than
/// all else together.
std::size_t distance_of(const StrayCapture::Candidate& candidate);

}  // namespace hookline
