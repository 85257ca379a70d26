#pragma once

#include "catcher/base/net/addresses/outcome.h"
#include "emitter/delivery/delivery.h"
#include "emitter/delivery/delivery_state.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace hookline {

/// One try at one delivery: everything that happened, as one flat record. What failed is a value,
/// never thrown. Its times are those of the dispatcher's Timekeeper.
struct Attempt {
  std::uint64_t delivery_id = 0;
  std::uint64_t event_id = 0;
  ReceiverId receiver;
  int number = 1;  ///< 1 for the first try
  /// The delivery's due time; from the second attempt on, the end of the one before and the wait.
  Clock::time_point due;
  /// When the dispatcher got around to it: before, it was late itself; from here until `started`
  /// all connections that it may have to the host were taken, or the receiver was being spared.
  Clock::time_point ready;
  Clock::time_point started;  ///< when sending (connecting, if need be) began
  Clock::time_point finished;
  Outcome outcome = Outcome::kCancelled;
  int status = 0;  ///< the answer's status; 0 without a whole answer
  /// Sent again on a fresh connection, because the kept-alive one turned out to have been closed
  /// before a byte of the request reached the receiver.
  bool resent = false;
  std::string problem;  ///< a clear sentence when the outcome is not kAnswered; empty otherwise
  /// What the answer's Retry-After asked for, counted from `finished`.
  std::optional<std::chrono::milliseconds> retry_after = {};
  /// The delivery's state after it: pending where another attempt follows.
  DeliveryState state = DeliveryState::kFailed;
  /// For a delivery that stays pending: when it is to be tried again, where that is so late that
  /// the dispatcher has let go of it (DispatcherOptions::held_max).
  std::optional<Clock::time_point> put_off_until = {};
  /// Where an answer of 3xx points to; redirects aren't followed.
  std::string location = {};
  /// Not empty: the receiver is switched off with it and gets nothing more. Says why, as in "since
  /// it answered 410".
  std::string switched_off = {};
  /// What the answer's body begins with, as far as DispatcherOptions::answer_kept_bytes asks.
  std::string answer = {};

  /// 2xx. Anything else is a failed attempt.
  bool delivered() const { return outcome == Outcome::kAnswered && status >= 200 && status < 300; }
  /// Whether its delivery has ended with it.
  bool is_last() const { return state != DeliveryState::kPending; }
  /// False where its delivery ended before it could begin.
  bool was_made() const {
    return outcome != Outcome::kCancelled && outcome != Outcome::kSwitchedOff;
  }

  /// How it ended, in a word: the answer's status, "500", or else the outcome's name, "timeout".
  std::string ending() const;
  /// The same as a sentence: "answered 500", or the problem.
  std::string sentence() const;
};

}  // namespace hookline
