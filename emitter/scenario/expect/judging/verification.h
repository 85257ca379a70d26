#pragma once

#include "catcher/captures/capture.h"
#include "emitter/delivery/attempt.h"
#include "emitter/scenario/expect/expectation.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hookline {

/// One expectation that does not hold.
struct Mismatch {
  std::string pointer;   ///< "/expect/0/fields/contact[email]"
  std::string webhook;   ///< its name
  std::string field;     ///< a form field, "method", "target", "header.NAME", "body", "count",
                         ///< "outcome", "status", "active", "attempts"
  std::string expected;  ///< bytes, not necessarily UTF-8; "(absent)" for a field that isn't there
  std::string actual;
  std::optional<std::int64_t> capture;  ///< the capture it was seen in
  std::string hint;                     ///< what may explain it, for people; may be empty
  std::uint64_t left_out = 0;           ///< over 0: it stands for so many that weren't kept
  friend bool operator==(const Mismatch&, const Mismatch&) = default;
};

/// Who is listening, as verification needs it.
struct Receiver {
  ReceiverId id;
  std::string name;
  bool active = true;      ///< at the end
  bool at_catcher = true;  ///< whether its URL leads to the catcher whose captures are read
};

/// Holds the captures and attempts of one play against the scenario's expectations:
///
/// - `count` captures (at least one by default) of an entry's webhook meet its fields;
/// - every capture of a webhook of which an entry expects captures meets one of those entries, so
///   that a wrong value is named with the closest entry and a surplus delivery can't hide;
/// - outcome and status hold for every attempt (and there is one), active at the end;
/// - the attempts at every delivery (and there is one) ended as attempts says.
///
/// Captures are shown to it one by one, so that they need not be in memory all at once.
class Verification {
 public:
  /// At most this many mismatches are kept; one more then says how many were left out.
  static constexpr std::size_t kMismatchesMax = 1000;

  /// Both must outlive it.
  Verification(std::span<const Expectation> expectations, std::span<const Receiver> receivers);
  ~Verification();
  Verification(const Verification&) = delete;
  Verification& operator=(const Verification&) = delete;

  /// Something besides the webhooks whose requests are held to an expectation of their own: a step
  /// that sends by itself. Its id is none of the receivers'. Both references outlive this.
  void add_sender(ReceiverId sender, const Expectation& expectation, const Receiver& receiver);

  /// What that webhook (by its receiver's id) or step sent, and the catcher caught.
  void add_capture(ReceiverId sender, const Capture& capture);
  /// `capture`: the id of what was caught of it, if anything was.
  void add_attempt(ReceiverId sender, const Attempt& attempt, std::optional<std::int64_t> capture);
  /// Everything that does not hold, in the order of the entries.
  std::vector<Mismatch> finish();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hookline
