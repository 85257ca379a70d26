#pragma once

#include "catcher/captures/capture.h"
#include "emitter/delivery/attempt.h"
#include "emitter/scenario/expect/attempts/endpoint_check.h"
#include "emitter/scenario/expect/expectation.h"
#include "emitter/scenario/expect/judging/entry_check.h"
#include "emitter/scenario/expect/judging/stray_captures.h"
#include "emitter/scenario/expect/mismatch.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace hookline {

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
  Verification(const Verification&) = delete;
  Verification& operator=(const Verification&) = delete;

  /// Something besides the webhooks whose requests are held to an expectation of their own: a step
  /// that sends by itself. Its id is none of the receivers'. Both references outlive this.
  void add_sender(ReceiverId sender, const Expectation& expectation, const Receiver& receiver);

  /// What that webhook (by its receiver's id) or step sent, and the catcher caught.
  void add_capture(ReceiverId sender, const Capture& capture);
  /// `capture`: the id of what was caught of it, if anything was.
  void add_attempt(ReceiverId sender, const Attempt& attempt, std::optional<std::int64_t> capture);

  /// An endpoint is behind the catcher, and is held to taking what the steps send (EndpointCheck):
  /// all attempts that it answered, or should have, are to be added here too.
  void hold_endpoint(EndpointCheck check) { endpoint_.emplace(std::move(check)); }
  void add_endpoint_attempt(std::size_t step, const Attempt& attempt,
                            std::optional<std::int64_t> capture) {
    if (endpoint_) endpoint_->add_attempt(step, attempt, capture);
  }

  /// Everything that does not hold, in the order of the entries; the endpoint's failures last.
  std::vector<Mismatch> finish();

 private:
  using Checks = std::vector<EntryCheck*>;
  const Checks& checks_of(ReceiverId sender) const;
  void add_stray(StrayCapture stray, const Checks& of_sender, CaughtRequest& request);
  void settle_strays();

  MismatchRoom room_{kMismatchesMax};
  std::deque<EntryCheck> checks_;  ///< in the order of the entries
  std::map<ReceiverId, Checks> of_sender_;
  std::vector<StrayCapture> strays_;  ///< at most kMismatchesMax
  std::optional<EndpointCheck> endpoint_;
};

}  // namespace hookline
