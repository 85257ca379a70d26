#pragma once

#include "emitter/load/plan/load_plan.h"

#include <string>
#include <utility>
#include <vector>

namespace hookline {

/// Flags of a plan and what they say, in the order of the help.
using PlanFacts = std::vector<std::pair<std::string, std::string>>;

/// What decides which deliveries a run has, and which of its threads makes them: what a journal
/// keeps.
PlanFacts facts_of(const LoadPlan& plan);
/// What decides how a run's figures come out, but for how long it takes and where it goes: what two
/// runs that are compared have to share.
PlanFacts comparable_facts_of(const LoadPlan& plan);

/// "--to A (now: B), --count 5 (now: none)"; empty where they are the same.
std::string plan_difference(const PlanFacts& then, const PlanFacts& now);

/// The URL without its password, for reports.
std::string shown_url(const Url& url);

}  // namespace hookline
