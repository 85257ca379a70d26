#pragma once

#include "emitter/platform/webhooks/webhook.h"

#include <map>
#include <string>

namespace hookline {

struct Scenario;

/// What a scenario's steps can cause, as far as it can be said without playing them: where an event
/// concerns lists that only the play knows, it may reach any webhook. The webhooks are looked at as
/// they are in the beginning: an answer may only switch one off.
struct ScenarioReach {
  EventTypeSet events;                     ///< that happen, whoever hears of them
  std::map<std::string, bool> is_sent_to;  ///< by receiver: whether anything may be
  /// By webhook: why the first event fires it or doesn't, to stand behind its name, as in "is
  /// inactive (open in /steps/0)". Empty where no event happens.
  std::map<std::string, std::string> why_not;
};

ScenarioReach reach_of(const Scenario& scenario);

}  // namespace hookline
