#pragma once

#include "catcher/captures/capture.h"
#include "emitter/scenario/expect/attempts/attempt_check.h"
#include "emitter/scenario/expect/expectation.h"
#include "emitter/scenario/expect/judging/caught_request.h"
#include "emitter/scenario/expect/mismatch.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// How many mismatches are kept of a whole scenario, whichever check finds them.
struct MismatchRoom {
  std::size_t left = 0;
  std::uint64_t left_out = 0;  ///< that there was no room for
};

/// How a capture differs from an entry. The entry's field outlives it.
struct FieldDifference {
  const FieldExpectation* field = nullptr;
  std::string expected;  ///< as reports show it
  std::string actual;
  std::string hint;
};

/// One entry of "expect", and what was seen of it so far.
class EntryCheck {
 public:
  /// All of these outlive it.
  EntryCheck(const Expectation& expectation, const Receiver& receiver, MismatchRoom& room)
      : expectation_(expectation), receiver_(receiver), room_(room), attempts_(expectation) {}

  /// Whether there should be captures that meet it.
  bool wants_captures() const {
    return expectation_.speaks_of_captures() && expectation_.count != 0;
  }
  /// How many captures it still waits for.
  std::uint64_t lacking() const;
  /// Whether more captures meet it than should.
  bool is_over() const { return expectation_.count && met_ > *expectation_.count; }
  /// Empty where the capture meets it.
  std::vector<FieldDifference> differences_of(CaughtRequest& request) const;

  /// Counts the capture, if it meets the entry's fields. False: it doesn't.
  bool take(CaughtRequest& request, std::int64_t capture);
  /// A capture that it takes has to be whole.
  void check_whole(const Capture& capture);
  /// A capture that no entry takes was most likely meant for this one.
  void blame(std::int64_t capture, std::span<const FieldDifference> differences);
  /// A capture that meets it although it has enough of them: another entry is blamed for it, or
  /// none.
  void move_surplus() { ++moved_; }
  void keep_surplus(std::int64_t capture) { surplus_ = surplus_.value_or(capture); }
  /// `capture`: the id of what was caught of it, if anything was.
  void add_attempt(const Attempt& attempt, std::optional<std::int64_t> capture) {
    attempts_.add(attempt, capture);
  }

  /// Everything of it that does not hold, once all was seen.
  std::vector<Mismatch> finish();

 private:
  void check_count();
  void check_attempts();
  void check_active();
  std::string missing_hint() const;
  /// `part`: where in the entry, "/count"; of no meaning where the mismatch has a pointer.
  void add(std::string_view part, Mismatch mismatch);

  const Expectation& expectation_;
  const Receiver& receiver_;
  MismatchRoom& room_;
  AttemptCheck attempts_;
  std::uint64_t met_ = 0;                   ///< captures that meet its fields
  std::optional<std::int64_t> first_over_;  ///< the first capture beyond its count
  std::uint64_t blamed_ = 0;                ///< captures whose difference was held against it
  std::uint64_t moved_ = 0;              ///< surplus captures that were held against another entry
  std::optional<std::int64_t> surplus_;  ///< the first of them that was not
  std::vector<Mismatch> mismatches_;
};

}  // namespace hookline
