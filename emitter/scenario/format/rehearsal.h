#pragma once

#include "emitter/platform/webhooks/webhook.h"

#include <map>
#include <string>

namespace hookline {

struct Scenario;

/// What a scenario's steps cause, found out on a copy of its account and without sending: each step
/// once, and the webhooks as they are in the beginning. So it is all that can come: an answer may
/// only switch a webhook off.
struct Rehearsal {
  EventTypeSet events;                     ///< that happen, whoever hears of them
  SourceSet sources;                       ///< that cause them
  std::map<std::string, bool> is_sent_to;  ///< by receiver: whether anything is
  /// By webhook: why the first event fires it or doesn't, to stand behind its name, as in "is
  /// inactive (open in /steps/0)". Empty where no event happens.
  std::map<std::string, std::string> why_not;
};

Rehearsal rehearse(const Scenario& scenario);

}  // namespace hookline
