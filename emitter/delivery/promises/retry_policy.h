#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/delivery/promises/ending_set.h"

#include <chrono>
#include <cstdint>
#include <vector>

namespace hookline {

// A jitter is drawn from seed, delivery and attempt: a printed seed waits as long again, in
// whatever order attempts end.

/// When a delivery is tried again, and when its receiver is given up. The default is one attempt,
/// and a receiver that answers 410 is switched off. Pure arithmetic.
struct RetryPolicy {
  using Milliseconds = std::chrono::milliseconds;

  /// The wait after the first attempt, after the second, and so on; as many retries as entries.
  std::vector<Milliseconds> delays = {};
  /// Each wait is longer or shorter by a share of up to this, 0 to 1, drawn from seed, delivery and
  /// attempt: a run with the same seed waits as long.
  double jitter = 0;
  std::uint64_t seed = 0;
  /// A wait is as long as the answer's Retry-After asks for where that is longer, and at most so
  /// long. 0: Retry-After changes nothing.
  Milliseconds retry_after_max{0};
  /// Failures of another kind end the delivery.
  EndingSet tried_again = EndingSet::all();

  bool gone_switches_off = true;  ///< an answer of 410
  /// Switches a receiver off once so many of its deliveries in a row have failed. 0: never.
  std::uint64_t failed_in_a_row_max = 0;
  /// The same once all its attempts of so long have failed. 0: never.
  Milliseconds failing_max{0};
  /// After a 429, 502 or 504 nothing is sent to the receiver for so long, or for as long as
  /// Retry-After asks where that is honoured. 0: others don't wait.
  Milliseconds spare{0};

  /// The delivery's state after the attempt, whatever else its receiver did: that is for
  /// ReceiverStandings to say.
  DeliveryState state_after(const Attempt& attempt) const;
  /// Whether this answer alone switches its receiver off.
  bool switches_off(const Attempt& attempt) const;
  /// The wait from the end of the attempt to the next; only where it leaves the delivery pending.
  Milliseconds delay_after(const Attempt& attempt) const;
  /// How long the receiver must be spared after the attempt; mostly 0.
  Milliseconds spare_after(const Attempt& attempt) const;
  /// From the first attempt to the last at the most, the attempts' own time left out.
  Milliseconds longest() const;
};

}  // namespace hookline
