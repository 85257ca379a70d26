#pragma once

#include "emitter/delivery/dispatch/dispatcher.h"
#include "emitter/scenario/expect/judging/verification.h"
#include "emitter/scenario/format/scenario.h"
#include "emitter/scenario/play/results/coverage.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace hookline {

// It waits for each event's answers only where one may differ from 200: a 410 must switch its
// webhook off before the next event, and elsewhere waiting would halve the rate. A step's own
// requests go to a webhook that is switched off too: they are given, not fired.

enum class Pipelining {
  kFree,      ///< events are not waited for
  kStepwise,  ///< each event's deliveries end before the next event: an answer may matter (410)
};

struct PlayOptions {
  /// How much faster than written the waits between steps pass; 0: they don't.
  double speed = 1;
  bool explain = false;
  std::string catching_url;
  DispatcherOptions dispatch;
  std::uint64_t first_delivery_id = 1;
  Pipelining pipelining = Pipelining::kFree;
  std::stop_token stop;
};

/// Everything that happened in one play.
struct Played {
  std::uint64_t first_delivery_id = 1;
  std::vector<ReceiverId> receiver_of;     ///< of the delivery first_delivery_id + i
  std::vector<std::size_t> first_of_step;  ///< where in receiver_of each step's deliveries begin
  std::vector<Attempt> attempts;           ///< in the order in which they ended
  std::vector<Receiver> receivers;         ///< webhooks by id, then automations
  std::vector<std::string> explanation;
  Coverage coverage{};
  bool interrupted = false;
  /// Where and why a step could not be done, "/steps/3/deal: there is no deal 7"; the rest was then
  /// not played. Empty where all were.
  std::string refusal;

  /// The index of the step that has caused a delivery, by the delivery's index in receiver_of.
  std::size_t step_of(std::size_t delivery) const;
};

/// Plays a scenario: each step is an operation on the account, whose events are published, or a
/// request of its own, which is a delivery at once. Returns once all deliveries have ended.
Played play(const Scenario& scenario, const PlayOptions& options);

}  // namespace hookline
